package io.primacy.election.node.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final SessionView RENEWED = open(1, Duration.ofSeconds(2));
  private static final SessionView OVERDUE = open(1, Duration.ZERO);

  private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
  private final Pulse pulse = new Pulse(() -> now, LEASE);

  @Test
  void aLoopThatSaysNothingForALeaseAfterItsLeaseHasStopped() {
    assertTrue(pulse.beats(RENEWED));
    assertTrue(pulse.beats(OVERDUE));
    now += LEASE.toNanos() - 1;
    assertTrue(pulse.beats(OVERDUE));
    now += 1;
    assertFalse(pulse.beats(OVERDUE));
  }

  @Test
  void aLoopThatWakesUpBeatsAgain() {
    pulse.beats(OVERDUE);
    now += LEASE.toNanos();
    assertFalse(pulse.beats(OVERDUE));
    assertTrue(pulse.beats(RENEWED));
    assertTrue(pulse.beats(OVERDUE), "a second time: counted from here");
  }

  @Test
  void anotherSessionIsAnotherMatter() {
    pulse.beats(OVERDUE);
    now += LEASE.toNanos();
    assertTrue(pulse.beats(open(2, Duration.ZERO)));
  }

  @Test
  void aSessionThatWaitsIsNoLoopThatStopped() {
    SessionView waits =
        new SessionView(SessionView.State.OPENING, 1, Duration.ZERO, Renewals.NONE, "");
    pulse.beats(waits);
    now += 10 * LEASE.toNanos();
    assertTrue(pulse.beats(waits));
  }

  private static SessionView open(long incarnation, Duration remaining) {
    return new SessionView(SessionView.State.OPEN, incarnation, remaining, Renewals.NONE, "");
  }
}
