package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Renewals;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a lease tells of its renewals. */
class RenewalLogTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandLoop clock = new HandLoop();
  private final Lease lease = new Lease(clock, SECOND.toNanos(), Moment.now(clock));

  @Test
  void beforeTheFirstTheWholeLeaseIsLeft() {
    assertEquals(new Renewals(0, Duration.ZERO, Duration.ZERO, SECOND), lease.renewals());
  }

  @Test
  void aRenewalTookFromItsSendingToItsConfirmation() {
    renew(400, 50);
    renew(300, 150);

    assertEquals(
        new Renewals(2, millis(200), millis(150), millis(500)),
        lease.renewals(),
        "latencies 50 and 150 ms; 450 and 500 ms after the sending before");
  }

  @Test
  void theLeastHeadroomIsForgottenWhenManyRenewalsCameAfter() {
    renew(700, 200);
    for (int i = 1; i < Renewals.REMEMBERED; i++) {
      renew(100, 0);
      assertEquals(millis(100), lease.renewals().leastHeadroom(), "after " + i);
    }
    for (int i = 0; i <= Renewals.REMEMBERED; i++) {
      renew(100, 0);
    }
    assertEquals(millis(900), lease.renewals().leastHeadroom());
    assertEquals(2 * Renewals.REMEMBERED + 1, lease.renewals().count());
  }

  @Test
  void whatExtendsNothingIsNoRenewal() {
    Moment early = Moment.now(clock);
    renew(100, 0);
    assertTrue(lease.extend(early));
    clock.pass(SECOND);
    assertFalse(lease.extend(Moment.now(clock)));

    assertEquals(1, lease.renewals().count());
  }

  @Test
  void aSessionThatIsNotOpenHasNone() {
    assertEquals(Renewals.NONE, SessionStatus.NONE.view().renewals());
  }

  private void renew(long after, long latency) {
    clock.pass(after);
    Moment sent = Moment.now(clock);
    clock.pass(latency);
    assertTrue(lease.extend(sent));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
