package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Elections;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.State;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes and their components in a real election, in virtual time. */
@Timeout(60)
class LifecycleElectionTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final VirtualTime time = VirtualTime.seeded(11);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections n1 = store.elections("n1");
  private final Elections n2 = store.elections("n2");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> states = new CopyOnWriteArrayList<>();
  private final FakeComponent journal = new FakeComponent("journal", log);
  private final Lifecycle first = lifecycle(n1, journal);
  private final Lifecycle second =
      lifecycle(n2, new FakeComponent("journal", new CopyOnWriteArrayList<>()));

  @AfterEach
  void close() {
    n1.closeAsync();
    n2.closeAsync();
    time.advance(SOON);
    store.close();
  }

  @Test
  void oneNodeIsActiveAndTheOtherOneStandsBy() {
    assertEquals(State.PASSIVE, first.state().state());
    bothStand();

    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));
    assertTrue(is(first, State.ACTIVE));
    assertEquals("n1 leads", second.state().detail());
  }

  @Test
  void aHandoverDrainsOneAndActivatesTheOther() {
    bothStand();
    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));

    n1.election("ledger").handOver("n2");

    assertTrue(time.runUntil(() -> is(second, State.ACTIVE) && is(first, State.STANDBY), SOON));
    assertEquals(
        List.of(
            "PASSIVE STANDBY",
            "STANDBY ACTIVATING",
            "ACTIVATING ACTIVE",
            "ACTIVE DRAINING",
            "DRAINING PASSIVE",
            "PASSIVE STANDBY"),
        states);
  }

  @Test
  void whereTheStartFailsAnotherNodeLeadsAndTheFirstOneBacksOff() {
    AtomicBoolean broken = new AtomicBoolean(true);
    journal.starts(
        activation -> {
          if (broken.get()) {
            throw new IOException("disk full");
          }
        });
    bothStand();

    assertTrue(time.runUntil(() -> is(second, State.ACTIVE), SOON));
    assertTrue(is(first, State.FAILED));
    assertEquals("journal did not start: java.io.IOException: disk full", first.state().detail());
    assertFalse(n1.election("ledger").leadership().isPresent());

    // It stands by again, and leads when it is its turn and what was broken is repaired.
    assertTrue(time.runUntil(() -> is(first, State.STANDBY), SOON));
    broken.set(false);
    n2.election("ledger").withdraw();
    assertTrue(time.runUntil(() -> is(first, State.ACTIVE), SOON));
  }

  @Test
  void whoLosesItsLeaseIsPassiveAtOnceAndStandsByAgain() {
    bothStand();
    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));

    store.loseLeadershipNow("n1");
    assertEquals(State.PASSIVE, first.state().state(), "before anybody noticed");

    assertTrue(time.runUntil(() -> is(second, State.ACTIVE), SOON));
    assertTrue(log.get(log.size() - 1).endsWith("LEASE_EXPIRED"), log::toString);
    assertTrue(time.runUntil(() -> is(first, State.STANDBY), SOON));
    assertFalse(states.stream().anyMatch("ACTIVE DRAINING"::equals), states::toString);
  }

  @Test
  void whoHasNoSessionDoesNotStandBy() {
    bothStand();
    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));

    store.unplug("n2");
    assertTrue(
        time.runUntil(
            () -> {
              second.look();
              return is(second, State.PASSIVE);
            },
            SOON));
    assertEquals("waits for the store", second.state().detail());

    store.plugIn("n2");
    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));
  }

  @Test
  void whoIsNotEligibleIsPassive() {
    bothStand();
    assertTrue(time.runUntil(() -> is(second, State.STANDBY), SOON));

    n2.election("ledger").eligible(false);

    assertTrue(time.runUntil(() -> is(second, State.PASSIVE), SOON));
    assertEquals("not eligible", second.state().detail());
  }

  private void bothStand() {
    first.stand(Candidacy.plain());
    assertTrue(
        time.runUntil(() -> n1.election("ledger").view().isPresent() && log.size() > 0, SOON));
    second.stand(Candidacy.plain());
  }

  private Lifecycle lifecycle(Elections elections, FakeComponent component) {
    Lifecycle lifecycle =
        Lifecycle.of(elections, "ledger", List.of(component), LifecycleSettings::usual);
    if (elections.node().equals("n1")) {
      lifecycle.onChange(this::note);
    }
    return lifecycle;
  }

  private void note(String election, ElectionState before, ElectionState now) {
    states.add(before.state() + " " + now.state());
  }

  private static boolean is(Lifecycle lifecycle, State state) {
    return lifecycle.state().state() == state;
  }
}
