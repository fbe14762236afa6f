package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.node.config.WatchdogConfig;
import io.primacy.election.node.config.WatchdogConfig.Restarts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VigilTest {

  private static final WatchdogConfig CONFIG =
      new WatchdogConfig(
          Duration.ofMillis(1000),
          Duration.ofMillis(5000),
          new Restarts(Duration.ofMillis(100), Duration.ofSeconds(1), 3, Duration.ofMinutes(1)),
          Optional.empty());

  private final long begin = Long.MAX_VALUE - nanos(3000); // The clock may overflow.
  private final Vigil vigil = new Vigil(CONFIG, begin);

  @Test
  void theFirstSignMayTakeAsLongAsAStart() {
    assertEquals(0, lookUntil(0, 4900));
    assertEquals(5000, lookUntil(4900, 6000));
  }

  @Test
  void afterTheFirstSignTheStallLimitHolds() {
    vigil.beat(at(100));
    assertEquals(0, lookUntil(0, 1000));
    vigil.beat(at(1000));
    assertEquals(0, lookUntil(1000, 1900));
    assertEquals(1000, lookUntil(1900, 3000));
  }

  @Test
  void nobodyIsJudgedByATimeInWhichNobodyLooked() {
    vigil.beat(at(100));
    assertEquals(0, lookUntil(0, 200));

    assertEquals(0, look(30_000), "the supervisor stood still itself");
    assertEquals(1000, lookUntil(30_000, 32_000), "the process still does");
  }

  @Test
  void whoeverHasClosedIsGivenTheTimeToGo() {
    vigil.beat(at(100));
    vigil.closed(at(200));
    assertEquals(0, lookUntil(0, 10_100));
    assertEquals(10_000, lookUntil(10_100, 11_000));
  }

  /** In milliseconds; 0 if it was never too long. */
  private long lookUntil(long from, long to) {
    for (long at = from; at <= to; at += 100) {
      if (look(at) > 0) {
        return look(at);
      }
    }
    return 0;
  }

  private long look(long at) {
    return vigil.silentTooLong(at(at)).toMillis();
  }

  private long at(long millis) {
    return begin + nanos(millis);
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
