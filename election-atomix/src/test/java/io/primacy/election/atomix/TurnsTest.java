package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.MemberId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who begins a vote when the leader is gone, and how often. */
final class TurnsTest {

  private static final Duration TIMEOUT = Duration.ofMillis(800);
  private static final MemberId N1 = MemberId.from("n1");
  private static final MemberId N2 = MemberId.from("n2");
  private static final MemberId W = MemberId.from("w");
  private static final long NOW = -5; // The monotonic clock may be negative.

  @Test
  void oneBeginsAtOnceAndTheNextWaitsForIt() {
    assertEquals(Duration.ZERO, turns(N1).after(W, TIMEOUT));
    assertEquals(Duration.ofMillis(200), turns(N2).after(W, TIMEOUT));
  }

  @Test
  void nobodyWaitsForTheOneThatIsGone() {
    assertEquals(Duration.ZERO, turns(N2).after(N1, TIMEOUT));
    assertEquals(Duration.ofMillis(200), turns(W).after(N1, TIMEOUT));
  }

  @Test
  void noneBeginsMoreOftenThanSilenceCouldMakeIt() {
    Turns turns = turns(N1);

    assertTrue(turns.take(NOW, TIMEOUT));
    assertFalse(turns.take(NOW, TIMEOUT));
    assertFalse(turns.take(NOW + TIMEOUT.toNanos() - 1, TIMEOUT));
    assertTrue(turns.take(NOW + TIMEOUT.toNanos(), TIMEOUT));
  }

  @Test
  void itIsLeftToWhoeverAskedFirst() {
    Turns turns = turns(N2);

    turns.leave(NOW, TIMEOUT);

    assertFalse(turns.take(NOW + TIMEOUT.toNanos() - 1, TIMEOUT));
    assertTrue(turns.take(NOW + TIMEOUT.toNanos(), TIMEOUT));
  }

  private static Turns turns(MemberId self) {
    return new Turns(self, List.of(W, N2, N1), NOW);
  }
}
