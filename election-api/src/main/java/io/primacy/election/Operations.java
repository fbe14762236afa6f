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

  /**
   * Closes the session of one process that is dead, at once: its elections pass to others without
   * waiting for its lease. For whoever saw the process die: its parent, once the operating system
   * has handed it the exit status.
   *
   * <p>Call it for a process that still runs, or may run again (stopped, frozen, on a machine that
   * does not answer), and two nodes may lead for up to one lease. Only the process that is named is
   * touched: the session of a later run of the node, even one started meanwhile, stays as it is. So
   * a call that comes late, or twice, does no harm.
   *
   * <p>What the dead process had sent before it died may land at any time, at most one write for
   * each record: a renewal, which either comes first and is closed with the rest or comes too late
   * and fails; or a claim, whose holder is gone from the beginning. A session that is renewed twice
   * while this works on it belongs to a process that is not dead: that is an error, and nothing is
   * closed.
   *
   * @param node which node it ran as
   * @param run which process, see {@link Elections#run}
   * @return completes with what came of it; fails, as all operations do, when the store did not
   *     confirm in time: then the session may or may not be closed, and the lease bounds the wait
   */
  CompletionStage<ReapOutcome> reap(String node, String run);
}
