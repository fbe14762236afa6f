package io.primacy.election.node.supervise;

import io.primacy.election.node.config.WatchdogConfig.Restarts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * When a process that died is started again: after pauses that double, and not more often than so
 * many times within a time. Confined to the thread that supervises; times are of one monotonic
 * clock.
 */
final class RestartPlan {

  private final Restarts limits;
  private final ArrayDeque<Long> restarts = new ArrayDeque<>();
  private Duration pause;

  RestartPlan(Restarts limits) {
    this.limits = limits;
    this.pause = limits.firstPause();
  }

  /**
   * The pause before the next start of a process that ran from one time to another, or empty if it
   * died too often.
   */
  Optional<Duration> next(long started, long died) {
    long window = limits.within().toNanos();
    while (!restarts.isEmpty() && died - restarts.peek() >= window) {
      restarts.remove();
    }
    if (restarts.size() >= limits.most()) {
      return Optional.empty();
    }
    restarts.add(died);
    if (died - started >= window) {
      pause = limits.firstPause();
    }
    Duration now = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(limits.longestPause()) < 0 ? twice : limits.longestPause();
    return Optional.of(now);
  }
}
