package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.Timing;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a node from leading for a while: after it stepped down, and after its contender failed,
 * then one renewal interval at first, twice as long each time, a minute at most. Confined to the
 * loop.
 */
final class BackOff {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_DOUBLINGS = 16;

  private final long first;
  private int failures;
  private boolean resting;
  private long until;

  BackOff(Timing timing) {
    this.first = timing.renewEvery().toNanos();
  }

  void failed(long now) {
    until = now + Math.min(LONGEST, first << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    resting = true;
  }

  /** Until then it does not lead, unless it does not already for longer. */
  void rest(long now, long nanos) {
    if (nanos > 0 && !(isActive(now) && until - now > nanos)) {
      until = now + nanos;
      resting = true;
    }
  }

  void reset() {
    failures = 0;
  }

  /** The candidacy as it is for now. */
  Candidacy apply(Candidacy wanted, long now) {
    return isActive(now) ? wanted.withEligible(false) : wanted;
  }

  /** The end of the back-off, if there is one and it is earlier. */
  long earlier(long wake, long now) {
    return isActive(now) && (wake == Move.Rest.FOREVER || wake - until > 0) ? until : wake;
  }

  private boolean isActive(long now) {
    return resting && now - until < 0;
  }
}
