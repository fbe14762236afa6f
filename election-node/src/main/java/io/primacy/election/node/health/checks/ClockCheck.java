package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Whether the wall clock ran as the monotonic clock did, over a window that ends now.
 *
 * <p>A wall clock that was set, and a virtual machine that was suspended, show as a difference
 * until they are a window ago. Says nothing about the time of day: a clock that is wrong and steady
 * is well.
 */
final class ClockCheck implements HealthCheck {

  private static final Setting<Duration> DRIFT =
      Setting.duration("drift", "how far the clocks may part within the window")
          .withDefault(Duration.ofMillis(500));
  private static final Setting<Duration> WINDOW =
      Setting.duration("window", "how far to look back").withDefault(Duration.ofMinutes(1));

  static final CheckType TYPE =
      new CheckType(
          "clock",
          List.of(DRIFT, WINDOW),
          Rhythm.USUAL,
          settings ->
              new ClockCheck(
                  Environment.system().time(), settings.get(DRIFT), settings.get(WINDOW)));

  /* More readings than that in a window are thinned out to it. */
  private static final int MOST_READINGS = 1000;

  private record Reading(long nanos, long ahead) {}

  private final TimeSource time;
  private final long drift;
  private final long window;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>(); // Confined to the check's calls.

  ClockCheck(TimeSource time, Duration drift, Duration window) {
    this.time = time;
    this.drift = drift.toMillis();
    this.window = window.toNanos();
  }

  @Override
  public Verdict check(Duration limit) {
    long now = time.nanoTime();
    long ahead = time.wallMillis() - now / 1_000_000;
    while (!readings.isEmpty()
        && (now - readings.getFirst().nanos() > window || readings.size() >= MOST_READINGS)) {
      readings.removeFirst();
    }
    readings.addLast(new Reading(now, ahead));
    long worst = 0;
    for (Reading reading : readings) {
      long parted = ahead - reading.ahead();
      worst = Math.abs(parted) > Math.abs(worst) ? parted : worst;
    }
    if (Math.abs(worst) <= drift) {
      return Verdict.well("parted by " + Math.abs(worst) + " ms at most");
    }
    return Verdict.ill(
        "the wall clock went "
            + Math.abs(worst)
            + " ms "
            + (worst > 0 ? "ahead of" : "behind")
            + " the monotonic clock, allowed "
            + drift
            + " ms");
  }
}
