package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An election as the store showed it at some moment: immutable, complete, possibly out of date.
 *
 * @param election which one
 * @param exists whether there is a record at all
 * @param version of the record, 0 if there is none; views of one process come in rising order,
 *     until an operator deletes the record
 * @param leader who holds the election; being recorded does not prove that the process is alive
 * @param token of the last leadership, held or over; empty if there was none
 * @param candidates in the order in which they would lead
 * @param transitions the last few changes of leader, oldest first
 * @param seenAt when this process read it, on its monotonic clock in nanoseconds
 */
public record ElectionView(
    String election,
    boolean exists,
    long version,
    Optional<Holder> leader,
    Optional<FencingToken> token,
    List<Candidate> candidates,
    List<Transition> transitions,
    long seenAt) {

  public ElectionView {
    requireNonNull(election, "election");
    requireNonNull(leader, "leader");
    requireNonNull(token, "token");
    candidates = List.copyOf(candidates);
    transitions = List.copyOf(transitions);
  }

  /**
   * Who holds an election.
   *
   * @param node the node
   * @param incarnation which run of it; rises with every start
   */
  public record Holder(String node, long incarnation) {
    public Holder {
      requireNonNull(node, "node");
    }
  }

  /**
   * A node that stands.
   *
   * @param node the node
   * @param incarnation which run of it
   * @param priority higher leads first
   * @param eligible whether it may lead for now
   * @param arrival lower stood earlier
   * @param attributes what it says of itself
   */
  public record Candidate(
      String node,
      long incarnation,
      int priority,
      boolean eligible,
      long arrival,
      Map<String, String> attributes) {
    public Candidate {
      requireNonNull(node, "node");
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * A change of leader.
   *
   * @param token of the leadership that began, or of the one that ended when nobody followed
   * @param node who began to lead; empty when nobody followed
   * @param cause a word: {@code claim}, {@code transfer}, {@code release}
   * @param wallMillis when, on the wall clock of the node that wrote it; for people only
   */
  public record Transition(
      FencingToken token, Optional<String> node, String cause, long wallMillis) {
    public Transition {
      requireNonNull(token, "token");
      requireNonNull(node, "node");
      requireNonNull(cause, "cause");
    }
  }
}
