package io.primacy.election.node.supervise;

import io.primacy.election.node.config.WatchdogConfig;
import java.time.Duration;

/**
 * Judges, by what a process said and when, whether it stands still. Times are of one monotonic
 * clock. Safe for use by the thread that listens and the one that looks.
 *
 * <p>Nobody is judged by a time in which nobody looked: a supervisor that stood still itself gives
 * its process the whole limit again.
 */
final class Vigil {

  /** What a process that has closed its elections has left to do takes no longer. */
  static final Duration LAST_STEPS = Duration.ofSeconds(10);

  private final long stallNanos;
  private final long startNanos;
  private final long longestGap;

  // All guarded by this.
  private long since; // The last sign of life, or what counts as one.
  private long lookedAt;
  private long limit;

  /** A process that was started now. */
  Vigil(WatchdogConfig config, long now) {
    this.stallNanos = config.stallLimit().toNanos();
    this.startNanos = config.startLimit().toNanos();
    this.longestGap = stallNanos / 2;
    this.since = now;
    this.lookedAt = now;
    this.limit = startNanos;
  }

  /** It gave a sign of life. */
  synchronized void beat(long now) {
    since = now;
    limit = stallNanos;
  }

  /** It said that its elections are closed. */
  synchronized void closed(long now) {
    since = now;
    limit = LAST_STEPS.toNanos();
  }

  /** For how long there was no sign of life, if that is too long; 0 otherwise. */
  synchronized Duration silentTooLong(long now) {
    if (now - lookedAt > longestGap) {
      since = now;
    }
    lookedAt = now;
    return now - since >= limit ? Duration.ofNanos(now - since) : Duration.ZERO;
  }
}
