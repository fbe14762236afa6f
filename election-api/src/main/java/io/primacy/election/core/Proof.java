package io.primacy.election.core;

import io.primacy.election.Directives;
import io.primacy.election.Failback;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * The few judgements that safety and the word of operators rest on, in one place: change one of
 * them and two may lead, or one that should not. The simulation's mutants do exactly that.
 */
class Proof {

  static final Proof SOUND = new Proof();

  /**
   * Whether a slot proves that an incarnation of its node is gone. One that is absent, or shows an
   * earlier incarnation, may be a stale read; one made anew knows nothing of those before its
   * floor.
   */
  boolean isGone(Optional<SessionRecord> slot, long incarnation) {
    return slot.filter(session -> session.floor() <= incarnation)
        .filter(
            session ->
                session.incarnation() > incarnation
                    || (session.incarnation() == incarnation && !session.open()))
        .isPresent();
  }

  /** When a slot first seen at {@code since} and unchanged may be closed by another. */
  long patienceEnds(long since, long leaseMillis, Timing timing) {
    return since + timing.patience(Duration.ofMillis(leaseMillis)).toNanos();
  }

  /** Whether an open session is that of a process which is known to be dead. */
  boolean isOfTheDead(SessionRecord session, String run) {
    return session.run().equals(run);
  }

  /**
   * Whether so many changes of a session, after its process was said to be dead, prove it alive.
   */
  boolean isAliveAfter(int changes) {
    return changes > 1; // The last write of the dead may land once.
  }

  /** From when a confirmed renewal counts. */
  Moment leaseBegins(Moment sent, Moment confirmed) {
    return sent;
  }

  /** Whether an epoch may be led by a process that led, or gave up, all up to another. */
  boolean isUnspent(long epoch, long spent) {
    return epoch > spent;
  }

  /** Whether an epoch is above the highest that a resource has seen. */
  boolean isAbove(long epoch, long floor) {
    return epoch > floor;
  }

  /** Whether a pause of which so much is left, in nanoseconds, is in force. */
  boolean isInForce(long left) {
    return left > 0;
  }

  /** Whether an operator keeps a node from leading. */
  boolean isDrained(Directives directives, String node) {
    return directives.isDrained(node);
  }

  /** When a candidate that was seen better at {@code since} may be given way to. */
  long holdOffEnds(long since, Failback failback) {
    return since + failback.holdOff().toNanos();
  }

  /** The token of the leadership after this record. */
  long nextEpoch(ElectionRecord election, long version, long floor) {
    // A record that was made anew starts above all versions before it, and so above all epochs:
    // an epoch never exceeds the version of the write that sets it. Only a floor from an earlier
    // life of the store lifts it above that, and is asked again where it counts (ADR 0048).
    boolean anew = election.epoch() == 0 || election.rebornMillis() > 0;
    long highest = anew ? Math.max(election.epoch(), version) : election.epoch();
    return 1 + Math.max(highest, floor);
  }
}
