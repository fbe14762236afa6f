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

  private final Timing timing;
  private int failures;
  private long failureUntil;
  private boolean rested;
  private long restUntil;

  BackOff(Timing timing) {
    this.timing = timing;
  }

  void failed(long now) {
    long first = timing.renewEvery().toNanos();
    failureUntil = now + Math.min(LONGEST, first << Math.min(failures, MOST_DOUBLINGS));
    failures++;
  }

  /** The contender did not fail. */
  void reset() {
    failures = 0;
  }

  /** For that long it does not lead, unless it does not already for longer. */
  void rest(long now, long nanos) {
    if (nanos > 0 && !(rests(now) && restUntil - now > nanos)) {
      restUntil = now + nanos;
      rested = true;
    }
  }

  /** The candidacy as it is for now. */
  Candidacy apply(Candidacy wanted, long now) {
    return backsOff(now) || rests(now) ? wanted.withEligible(false) : wanted;
  }

  /** The end of it, if it is not over and that is earlier. */
  long earlier(long wake, long now) {
    long earliest = backsOff(now) ? earlierOf(wake, failureUntil) : wake;
    return rests(now) ? earlierOf(earliest, restUntil) : earliest;
  }

  private static long earlierOf(long wake, long until) {
    return wake == Move.Rest.FOREVER || wake - until > 0 ? until : wake;
  }

  private boolean backsOff(long now) {
    return failures > 0 && now - failureUntil < 0;
  }

  private boolean rests(long now) {
    return rested && now - restUntil < 0;
  }
}
