package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An election as the store showed it at some moment: immutable, complete, possibly out of date.
 *
 * @param election which one
 * @param exists whether there is a record at all
 * @param version of the record, 0 if there is none; views of one process come in rising order,
 *     until an operator deletes the record
 * @param leader who holds the election; being recorded does not prove that the process is alive
 * @param confirmed whether the leader has said that it leads; if not, another named it, and it has
 *     yet to begin
 * @param token of the last leadership, held or over; empty if there was none
 * @param candidates in the order in which they would lead
 * @param directives what operators have laid down
 * @param request what an operator asks of the leader, while that is open
 * @param transitions the last few changes of leader, oldest first
 * @param lifted the last few directives that were lifted, oldest first; fewer if the record is full
 * @param seenAt when this process read it, on its monotonic clock in nanoseconds
 */
public record ElectionView(
    String election,
    boolean exists,
    long version,
    Optional<Holder> leader,
    boolean confirmed,
    Optional<FencingToken> token,
    List<Candidate> candidates,
    Directives directives,
    Optional<Request> request,
    List<Transition> transitions,
    List<Lifted> lifted,
    long seenAt) {

  public ElectionView {
    requireNonNull(election, "election");
    requireNonNull(leader, "leader");
    requireNonNull(token, "token");
    requireNonNull(directives, "directives");
    requireNonNull(request, "request");
    candidates = List.copyOf(candidates);
    transitions = List.copyOf(transitions);
    lifted = List.copyOf(lifted);
  }

  /** Whether neither the candidate itself nor an operator keeps it from leading. */
  public boolean mayLead(Candidate candidate) {
    return candidate.eligible() && !directives.isDrained(candidate.node());
  }

  /** The candidate of a node, if it stands. */
  public Optional<Candidate> candidate(String node) {
    return candidates.stream().filter(candidate -> candidate.node().equals(node)).findFirst();
  }

  /**
   * What an operator asks of the leader.
   *
   * @param id of the request
   * @param want a word: {@code handover}, {@code step-down}, {@code withdraw}
   * @param target who should follow; empty: whoever is best
   * @param by who asks, and why
   * @param setAt when, on the wall clock of whoever asks, in milliseconds
   */
  public record Request(String id, String want, Optional<String> target, Actor by, long setAt) {
    public Request {
      requireNonNull(id, "id");
      requireNonNull(want, "want");
      requireNonNull(target, "target");
      requireNonNull(by, "by");
    }
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
   * A directive that is no longer in force, because somebody lifted it. A pause that came to its
   * end by itself is none.
   *
   * @param kind what it was
   * @param node whom it concerned; empty: the whole election
   * @param by who lifted it, and why
   * @param wallMillis when, on the wall clock of whoever lifted it; for people only
   */
  public record Lifted(Directive.Kind kind, Optional<String> node, Actor by, long wallMillis) {
    public Lifted {
      requireNonNull(kind, "kind");
      requireNonNull(node, "node");
      requireNonNull(by, "by");
    }
  }

  /**
   * A change of leader.
   *
   * @param token of the leadership that began, or of the one that ended when nobody followed
   * @param node who began to lead; empty when nobody followed
   * @param from who led before; empty if nobody did
   * @param cause a word: {@code claim}, {@code release}, {@code transfer} (a leader that left or
   *     could not go on), {@code handover}, {@code withdraw}, {@code drain}, {@code failback}
   * @param by who asked for it, if anybody did
   * @param gapMillis how long nobody led, as the writer measured on its monotonic clock: from the
   *     last sign of the leader before to this write; empty when nobody followed
   * @param wallMillis when, on the wall clock of the node that wrote it; for people only
   */
  public record Transition(
      FencingToken token,
      Optional<String> node,
      Optional<String> from,
      String cause,
      Optional<Actor> by,
      OptionalLong gapMillis,
      long wallMillis) {
    public Transition {
      requireNonNull(token, "token");
      requireNonNull(node, "node");
      requireNonNull(from, "from");
      requireNonNull(cause, "cause");
      requireNonNull(by, "by");
      requireNonNull(gapMillis, "gapMillis");
    }
  }
}
