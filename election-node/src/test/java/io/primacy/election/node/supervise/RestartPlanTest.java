package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.node.config.WatchdogConfig.Restarts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPlanTest {

  private final RestartPlan plan =
      new RestartPlan(
          new Restarts(Duration.ofMillis(500), Duration.ofSeconds(3), 5, Duration.ofMinutes(1)));

  @Test
  void pausesDoubleUpToTheLongestAndThenItIsEnough() {
    assertEquals(Optional.of(Duration.ofMillis(500)), next(0, 1));
    assertEquals(Optional.of(Duration.ofMillis(1000)), next(2, 3));
    assertEquals(Optional.of(Duration.ofMillis(2000)), next(4, 5));
    assertEquals(Optional.of(Duration.ofMillis(3000)), next(6, 7));
    assertEquals(Optional.of(Duration.ofMillis(3000)), next(8, 9));
    assertEquals(Optional.empty(), next(10, 11));
  }

  @Test
  void whoRanForLongBeginsAgain() {
    next(0, 1);
    next(2, 3);
    next(4, 5);
    assertEquals(Optional.of(Duration.ofMillis(500)), next(6, 66));
    assertEquals(Optional.of(Duration.ofMillis(1000)), next(67, 68));
  }

  @Test
  void whatIsLongPastCountsNoMore() {
    for (int i = 0; i < 5; i++) {
      next(i, i);
    }
    assertEquals(Optional.of(Duration.ofMillis(3000)), next(61, 62));
  }

  private Optional<Duration> next(long started, long died) {
    long origin = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    return plan.next(origin + started * 1_000_000_000, origin + died * 1_000_000_000);
  }
}
