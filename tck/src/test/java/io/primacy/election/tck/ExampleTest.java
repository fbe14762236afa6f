package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an application tests what it does with leadership. Quoted in the documentation. */
class ExampleTest {

  /** An application's own class: a scheduler that works only on the leading node. */
  static final class Scheduler implements Contender {

    final List<String> log = new ArrayList<>();
    private Leadership leadership;

    @Override
    public void granted(Leadership granted) {
      leadership = granted;
      log.add("started");
    }

    @Override
    public void revoked(Leadership ended, EndReason reason) {
      log.add("stopped: " + reason);
    }

    boolean tick() {
      return leadership != null && leadership.isHeld();
    }
  }

  private static final Duration SOON = Duration.ofSeconds(30);

  private final VirtualTime time = VirtualTime.seeded(42);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Scheduler first = new Scheduler();
  private final Scheduler second = new Scheduler();
  private final Elections n1 = store.elections("n1");
  private final Elections n2 = store.elections("n2");

  @AfterEach
  void close() {
    n1.closeAsync();
    n2.closeAsync();
    time.advance(SOON);
    store.close();
  }

  @Test
  void theSecondNodeTakesOverWhenTheFirstLosesLeadership() {
    n1.election("jobs").campaign(Candidacy.plain(), first);
    assertTrue(time.runUntil(first::tick, SOON));
    n2.election("jobs").campaign(Candidacy.plain().withPriority(1), second);
    time.advance(SOON);

    store.loseLeadershipNow("n1");

    assertFalse(first.tick());
    assertTrue(time.runUntil(second::tick, SOON));
    assertEquals("stopped: LEASE_EXPIRED", first.log.get(1));
  }

  @Test
  void aNodeThatStopsForHalfAMinuteDoesNotWorkWhenItWakes() {
    n1.election("jobs").campaign(Candidacy.plain(), first);
    assertTrue(time.runUntil(first::tick, SOON));
    n2.election("jobs").campaign(Candidacy.plain(), second);

    store.freeze("n1", Duration.ofSeconds(30));

    assertTrue(time.runUntil(second::tick, SOON));
    assertFalse(first.tick());
    time.advance(SOON);
    assertEquals(List.of("started", "stopped: LEASE_EXPIRED"), first.log);
  }

  @Test
  void workGoesOnOverAShortOutageOfTheStore() {
    n1.election("jobs").campaign(Candidacy.plain(), first);
    assertTrue(time.runUntil(first::tick, SOON));

    store.stop();
    time.advance(Duration.ofSeconds(4));
    store.start();
    time.advance(SOON);

    assertTrue(first.tick());
    assertEquals(List.of("started"), first.log);
  }
}
