package io.primacy.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private static List<String> problemsOf(
      Duration lease, Duration renewEvery, Duration callTimeout, double drift, Duration rest) {
    return assertThrows(
            ConfigurationException.class,
            () -> new Timing(lease, renewEvery, callTimeout, drift, rest, rest, rest))
        .problems();
  }

  @Test
  void theUsualTimesFollowFromTheLease() {
    assertEquals(
        new Timing(
            Duration.ofSeconds(10),
            Duration.ofMillis(2500),
            Duration.ofMillis(2500),
            0.01,
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(10)),
        Timing.ofLease(Duration.ofSeconds(10)));
  }

  @Test
  void theShortestAndTheLongestLeaseAreLeases() {
    assertEquals(
        "lease 100ms, renew-every 25ms, call-timeout 25ms, clock-drift 0.01, margin 1ms, stagger"
            + " 2500000ns, drain-limit 100ms",
        Timing.ofLease(Duration.ofMillis(100)).toString());
    assertEquals(Duration.ofSeconds(150), Timing.ofLease(Duration.ofMinutes(10)).renewEvery());
  }

  @Test
  void aLeaseOutOfBoundsIsOneProblem() {
    for (Duration lease :
        List.of(
            Duration.ZERO,
            Duration.ofMillis(99),
            Duration.ofMillis(600_001),
            Duration.ofSeconds(-1),
            LONGEST,
            LONGEST.negated())) {
      List<String> problems =
          assertThrows(ConfigurationException.class, () -> Timing.ofLease(lease)).problems();
      assertEquals(
          List.of("election.timing.lease = " + Timing.text(lease) + ": write 100ms to 600s."),
          problems);
    }
  }

  @Test
  void aLeaseIsWholeMillisecondsSinceRecordsHoldNoLess() {
    assertEquals(
        List.of("election.timing.lease = 100999999ns: write whole milliseconds."),
        assertThrows(
                ConfigurationException.class, () -> Timing.ofLease(Duration.ofNanos(100_999_999)))
            .problems());
  }

  @Test
  void everyTimeOutOfBoundsIsToldAtOnce() {
    assertEquals(
        List.of(
            "election.timing.lease = 1ms: write 100ms to 600s.",
            "election.timing.renew-every = 0s: write 1ms to 600s.",
            "election.timing.call-timeout = -1s: write 1ms to 600s.",
            "election.timing.clock-drift = 0.21: write a fraction from 0 to 0.2, for example 0.01.",
            "election.timing.margin = " + LONGEST + ": write 1ms to 600s.",
            "election.timing.stagger = " + LONGEST + ": write 1ms to 600s.",
            "election.timing.drain-limit = " + LONGEST + ": write 1ms to 86400s."),
        problemsOf(Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(-1), 0.21, LONGEST));
  }

  @Test
  void aDriftThatIsNoFractionIsRefused() {
    for (double drift : new double[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      Duration second = Duration.ofSeconds(1);
      assertEquals(
          List.of(
              "election.timing.clock-drift = "
                  + drift
                  + ": write a fraction from 0 to 0.2, for example 0.01."),
          problemsOf(Duration.ofSeconds(10), second, second, drift, second));
    }
  }

  @Test
  void aLeaseLeavesTimeForALostRenewalAndTheNext() {
    Duration second = Duration.ofSeconds(1);
    Duration exact = Duration.ofSeconds(3);
    assertEquals(exact, new Timing(exact, second, second, 0, second, second, second).lease());
    assertEquals(
        List.of(
            "election.timing.lease = 2999ms is too short: renew-every (1s) plus two call-timeouts"
                + " (1s each) are 3s. Lengthen the lease or shorten the others."),
        problemsOf(Duration.ofMillis(2999), second, second, 0, second));
  }

  @Test
  void patienceIsTheLeaseOnTheSlowestClockAndTheMargin() {
    Timing timing = Timing.ofLease(Duration.ofSeconds(10));
    assertEquals(Duration.ofMillis(10_200), timing.patience(Duration.ofSeconds(10)));
    assertEquals(Duration.ofMillis(20_300), timing.patience(Duration.ofSeconds(20)));
    assertEquals(Duration.ofMillis(100), timing.patience(Duration.ZERO));
  }

  @Test
  void patienceIsNeverShorterThanTheBoundSays() {
    for (int millis = 100; millis <= 600_000; millis += 97) {
      Duration lease = Duration.ofMillis(millis);
      Timing timing = Timing.ofLease(lease);
      Duration least = lease.plus(lease.dividedBy(100)).plus(timing.margin());
      Duration over = timing.patience(lease).minus(least);
      assertEquals(
          true, !over.isNegative() && over.compareTo(Duration.ofNanos(100)) < 0, "" + over);
    }
  }

  @Test
  void theWorstCaseIsPatienceFiveCallsAndAStaggerForEachDeadCandidate() {
    Timing timing = Timing.ofLease(Duration.ofSeconds(10));
    assertEquals(Duration.ofMillis(22_700), timing.worstCaseFailover(0));
    assertEquals(Duration.ofMillis(23_200), timing.worstCaseFailover(2));
    assertEquals(
        "-1 dead candidates: write 0 or the number of better candidates.",
        assertThrows(IllegalArgumentException.class, () -> timing.worstCaseFailover(-1))
            .getMessage());
  }
}
