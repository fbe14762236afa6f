package io.primacy.election;

import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * One election, as this process takes part in it. Got from {@link Elections#election}.
 *
 * <p>All methods may be called from any thread, from callbacks too, and only the {@code await}
 * methods wait. Stages complete on a thread for user code.
 */
public interface LeaderElection {

  /** Its name. */
  String name();

  /**
   * Stands, or changes how this node stands.
   *
   * @param candidacy priority, eligibility, attributes
   * @param contender what leads; the first one stays until {@link #withdraw}
   * @return completes when the candidacy is recorded in the store; fails with {@link
   *     ElectionException} when the elections are closed or this node was refused, or when it was
   *     withdrawn before
   * @throws IllegalStateException if another contender stands here already
   */
  CompletionStage<Void> campaign(Candidacy candidacy, Contender contender);

  /**
   * Changes how this node stands. Does nothing without a candidacy, so that a node which an
   * operator asked to leave does not stand again because something about it changed.
   *
   * @return as of {@link #eligible}
   */
  CompletionStage<Void> change(Candidacy candidacy);

  /**
   * Says whether this node may lead for now. A leader that is not eligible hands over. Does nothing
   * without a candidacy.
   *
   * @return completes when it is recorded in the store, or what a later call said is
   */
  CompletionStage<Void> eligible(boolean eligible);

  /**
   * Says which token a resource has seen already, for when the store was wiped or replaced and
   * counts from 1 again. From then on this process neither leads under a token up to that one nor
   * gives one out: who is made leader with one becomes leader anew with a higher one, and a
   * leadership held with one ends, with {@link EndReason#SUPERSEDED}. Floors only rise, and are
   * forgotten when the process ends: ask the resource at every start.
   *
   * <p>Changes nothing while the store counts on, since its tokens are above what resources saw. In
   * a store that was lifted, tokens rise over the deletion of the record by hand only above the
   * floors that candidates were told; otherwise they rise over that too.
   *
   * @param floor the highest token the resource has seen
   * @return completes when it is in force
   */
  CompletionStage<Void> raiseAbove(FencingToken floor);

  /**
   * Ends the candidacy; a leader finishes its work first, within the drain limit, and hands over to
   * the best other candidate.
   *
   * @return completes when the store shows neither leadership nor candidacy of this node and no
   *     earlier write of this process can change that; fails with {@link ElectionException} when
   *     the elections are closed first
   */
  CompletionStage<Void> withdraw();

  /**
   * Hands leadership to a named candidate; this node stays a candidate. Its code that leads is
   * asked to stop and given the drain limit; then one write passes leadership on.
   *
   * <p>If the target does not take it up, the next candidate follows within {@link
   * Timing#worstCaseFailover}, this one included.
   *
   * @return completes with what came of it, within a lease if nothing was changed, otherwise within
   *     the drain limit and two leases; with {@link HandoverOutcome#HANDED_OVER} when the target
   *     has confirmed in the store that it leads
   */
  CompletionStage<HandoverOutcome> handOver(String targetNode);

  /**
   * Hands leadership to the best other candidate that is seen alive; this node stays a candidate,
   * and does not lead before the cool-down is over. A restart of the process ends a cool-down.
   *
   * @param coolDown up to one hour; drain a node for longer
   * @return as {@link #handOver}
   */
  CompletionStage<HandoverOutcome> stepDown(Duration coolDown);

  /** The leadership this node holds now, if {@link Leadership#isHeld()}. */
  Optional<Leadership> leadership();

  /** The election as last seen; empty before the first answer of the store. */
  Optional<ElectionView> view();

  /** Tells an observer the present view, if there is one, and every later one. */
  Registration observe(ElectionObserver observer);

  /**
   * Waits until this node leads.
   *
   * @throws TimeoutException if it does not within the limit
   * @throws ElectionException if it never will, since the elections are closed or this node was
   *     refused
   */
  Leadership awaitLeadership(Duration limit) throws InterruptedException, TimeoutException;
}
