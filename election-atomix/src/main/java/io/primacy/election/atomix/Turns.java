package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * When a voter may begin a vote because the leader is gone. All notice that at the same moment; two
 * that begin together vote for themselves and elect nobody. So each waits for those before it in
 * the order of their names, and leaves it to whoever asked for its vote; what becomes of that the
 * wait for silence shows. And none begins one more often than that wait could make it: once in a
 * failure timeout. Thread-safe.
 */
final class Turns {

  private static final int STEPS = 4; // In a failure timeout.

  private final MemberId self;
  private final List<MemberId> voters;
  private long notBefore; // Guarded by this.

  /**
   * @param now in nanoseconds, on the monotonic clock
   */
  Turns(MemberId self, Collection<MemberId> voters, long now) {
    this.self = self;
    this.voters = voters.stream().sorted().toList();
    this.notBefore = now;
  }

  /** How long to wait for the others when one of them is gone. */
  Duration after(MemberId gone, Duration failureTimeout) {
    List<MemberId> order = voters.stream().filter(id -> !id.equals(gone)).toList();
    return failureTimeout.dividedBy(STEPS).multipliedBy(order.indexOf(self));
  }

  /** Leaves it to somebody else, who would get this voter's vote. */
  synchronized void leave(long now, Duration failureTimeout) {
    notBefore = now + failureTimeout.toNanos();
  }

  /** Takes the turn, if the last one of anybody is long enough ago. */
  synchronized boolean take(long now, Duration failureTimeout) {
    if (now - notBefore < 0) {
      return false;
    }
    leave(now, failureTimeout);
    return true;
  }
}
