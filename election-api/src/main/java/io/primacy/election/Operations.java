package io.primacy.election;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What an operator may do to the elections of a namespace, from any process: all of it is data in
 * the store, written conditionally on what was read. Got from {@link Elections#operations}; needs
 * no candidacy and begins no session.
 *
 * <p>All methods may be called from any thread and none waits. Stages complete on a thread for user
 * code; they fail with {@link ElectionException} when the store did not confirm within a bound of
 * eight call timeouts, with what it said last, or when the elections are closed.
 */
public interface Operations {

  /**
   * Lays a directive down, in place of any that it contradicts. In force for every node as soon as
   * the node sees it, which hints make a matter of moments; no change of leader is committed after
   * it by a node that has not seen it.
   *
   * @return completes with the election as it is then
   */
  CompletionStage<ElectionView> lay(String election, Directive directive);

  /**
   * Lifts a directive: a pause, say, before its end.
   *
   * @param node whom it names; empty for a pause of the whole election
   * @param by who lifts it and why; seen in {@link ElectionView#lifted} for a while
   * @return completes with the election as it is then, also if there was nothing to lift
   */
  CompletionStage<ElectionView> lift(
      String election, Directive.Kind kind, Optional<String> node, Actor by);

  /**
   * Asks whoever leads to hand over to a candidate, and waits for the outcome. See {@link
   * LeaderElection#handOver}.
   *
   * @return completes within the drain limit, four leases and two calls
   */
  CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by);

  /**
   * Asks whoever leads to make room for the best other candidate, and waits for the outcome.
   *
   * @param stays whether it stays a candidate; otherwise its process stands again only when its
   *     application says so
   * @param coolDown for how long it must not lead again, if it stays; one hour at most
   * @return as {@link #handOver}
   */
  CompletionStage<HandoverOutcome> withdraw(
      String election, boolean stays, Duration coolDown, Actor by);

  /** Reads the session of a node. */
  CompletionStage<NodeView> node(String node);

  /**
   * Closes the session of a node that is known to be dead, without waiting for its lease. Its
   * elections pass to others at once.
   *
   * <p>This is the one act that can make two nodes lead: if the node is alive after all, it goes on
   * leading until it hears of this, its lease at most. Call it only with proof that the machine is
   * off.
   *
   * @param by who says so, and the proof
   * @return completes with the session as it is then
   */
  CompletionStage<NodeView> fence(String node, Actor by);
}
