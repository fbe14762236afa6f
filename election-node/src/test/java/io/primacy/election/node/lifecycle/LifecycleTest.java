package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.State;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components as a leadership begins and ends; the test is the election. */
@Timeout(60)
class LifecycleTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final SimulatedStore store = SimulatedStore.in(VirtualTime.seeded(7));
  private final Elections elections = store.elections("n1");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> states = new CopyOnWriteArrayList<>();
  private final List<String> halts = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private final FakeComponent journal = new FakeComponent("journal", log);
  private final FakeComponent listener = new FakeComponent("listener", log);
  private final FakeComponent scheduler = new FakeComponent("scheduler", log);

  private LifecycleSettings settings = new LifecycleSettings(LONG, LONG, WhenStuck.REPORT);

  @AfterEach
  void letGo() {
    release.countDown();
    elections.closeAsync();
    store.close();
  }

  @Test
  void componentsStartInOrderAndStopInReverse() throws Exception {
    Lifecycle lifecycle = lifecycle(journal, listener, scheduler);
    FakeLeadership leadership = new FakeLeadership(5);

    lifecycle.granted(leadership);
    assertEquals(State.ACTIVE, lifecycle.state().state());
    assertEquals(OptionalLong.of(5), lifecycle.state().token());
    lifecycle.revoked(leadership, EndReason.HANDED_OVER);
    leadership.end(EndReason.HANDED_OVER);

    assertEquals(
        List.of(
            "start journal 5",
            "started journal 5",
            "start listener 5",
            "started listener 5",
            "start scheduler 5",
            "started scheduler 5",
            "stop scheduler 5 HANDED_OVER",
            "stop listener 5 HANDED_OVER",
            "stop journal 5 HANDED_OVER"),
        log);
    assertEquals(
        List.of(
            "PASSIVE ACTIVATING 5 elected",
            "ACTIVATING ACTIVE 5 3 started",
            "ACTIVE DRAINING 5 handed over",
            "DRAINING PASSIVE 5 handed over"),
        states);
  }

  @Test
  void whoIsOvertakenStopsEverythingWithoutDraining() throws Exception {
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    leadership.end(EndReason.LEASE_EXPIRED);
    lifecycle.revoked(leadership, EndReason.LEASE_EXPIRED);

    assertEquals("stop journal 5 LEASE_EXPIRED", log.get(log.size() - 1));
    assertEquals("ACTIVE PASSIVE 5 lease expired", states.get(states.size() - 1));
  }

  @Test
  void aLeadershipThatIsOverIsNotShownEvenBeforeAnybodyNoticed() throws Exception {
    Lifecycle lifecycle = lifecycle(journal);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    leadership.runOut();

    ElectionState state = lifecycle.state();
    assertEquals(State.PASSIVE, state.state());
    assertEquals(OptionalLong.empty(), state.token());
    assertEquals("the leadership is over", state.detail());
  }

  @Test
  void aStartIsCancelledHalfWayWhenTheLeadershipEnds() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    listener.starts(
        activation -> {
          reached.countDown();
          try {
            FakeComponent.forEver().run(activation);
          } finally {
            log.add("gives up, cancelled " + activation.isCancelled());
          }
        });
    Lifecycle lifecycle = lifecycle(journal, listener, scheduler);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.end(EndReason.FENCED);
    granted.get(); // It was no failure of this node.
    lifecycle.revoked(leadership, EndReason.FENCED);

    assertEquals(
        List.of(
            "start journal 5",
            "started journal 5",
            "start listener 5",
            "gives up, cancelled true",
            "stop journal 5 FENCED"),
        log);
    assertEquals(List.of("PASSIVE ACTIVATING 5 elected", "ACTIVATING PASSIVE 5 fenced"), states);
  }

  @Test
  void aStartIsCancelledHalfWayWhenTheNodeIsAskedToFinish() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    listener.starts(
        activation -> {
          reached.countDown();
          FakeComponent.forEver().run(activation);
        });
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.ask(EndReason.DRAINED);
    granted.get();
    assertTrue(leadership.isHeld());
    assertEquals(State.DRAINING, lifecycle.state().state());
    lifecycle.revoked(leadership, EndReason.DRAINED);

    assertEquals("stop journal 5 DRAINED", log.get(log.size() - 1));
    assertEquals("DRAINING PASSIVE 5 drained", states.get(states.size() - 1));
  }

  @Test
  void aComponentCanAskWhetherItIsCancelled() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    journal.starts(
        activation -> {
          reached.countDown();
          while (!activation.isCancelled()) {
            Thread.onSpinWait();
          }
        });
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.end(EndReason.SUPERSEDED);
    granted.get();
    lifecycle.revoked(leadership, EndReason.SUPERSEDED);

    // Its start returned, so it is stopped; the listener was never started.
    assertEquals(List.of("start journal 5", "started journal 5", "stop journal 5 SUPERSEDED"), log);
  }

  @Test
  void aStartThatFailsIsThrownAndWhatStartedIsStopped() throws Exception {
    listener.starts(
        activation -> {
          throw new IOException("port in use");
        });
    Lifecycle lifecycle = lifecycle(journal, listener, scheduler);
    FakeLeadership leadership = new FakeLeadership(5);

    Exception thrown = assertThrows(Exception.class, () -> lifecycle.granted(leadership));
    assertEquals("listener did not start: java.io.IOException: port in use", thrown.getMessage());
    lifecycle.revoked(leadership, EndReason.CONTENDER_FAILED);

    assertEquals("stop journal 5 CONTENDER_FAILED", log.get(log.size() - 1));
    assertFalse(log.contains("stop listener 5 CONTENDER_FAILED"));
    assertEquals(
        List.of(
            "PASSIVE ACTIVATING 5 elected",
            "ACTIVATING FAILED 5 listener did not start: java.io.IOException: port in use"),
        states);
  }

  @Test
  void aStartThatTakesTooLongFails() {
    settings = new LifecycleSettings(SHORT, LONG, WhenStuck.REPORT);
    journal.starts(FakeComponent.forEver());
    Lifecycle lifecycle = lifecycle(journal, listener);

    Exception thrown =
        assertThrows(Exception.class, () -> lifecycle.granted(new FakeLeadership(5)));

    assertEquals("journal did not start within 200 ms", thrown.getMessage());
    assertEquals(List.of("start journal 5"), log);
  }

  @Test
  void aStartThatHangsDoesNotHangTheEndOfTheLeadership() throws Exception {
    settings = new LifecycleSettings(LONG, SHORT, WhenStuck.REPORT);
    CountDownLatch reached = new CountDownLatch(1);
    journal.starts(
        activation -> {
          reached.countDown();
          FakeComponent.deafUntil(release).run(activation);
        });
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.end(EndReason.LEASE_EXPIRED);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          granted.get();
          lifecycle.revoked(leadership, EndReason.LEASE_EXPIRED);
        });
    assertEquals(State.FAILED, lifecycle.state().state());
    assertEquals("journal neither started nor gave up", lifecycle.state().detail());

    // While it is stuck, nothing is started for another leadership.
    FakeLeadership next = new FakeLeadership(8);
    Exception thrown = assertThrows(Exception.class, () -> lifecycle.granted(next));
    assertEquals("journal has not stopped since token 5", thrown.getMessage());
    lifecycle.revoked(next, EndReason.CONTENDER_FAILED);
    next.end(EndReason.CONTENDER_FAILED);

    // It comes to its end: then it has started, and so is stopped, once.
    release.countDown();
    await("freed", () -> log.contains("stop journal 5 LEASE_EXPIRED"));
    FakeLeadership third = new FakeLeadership(9);
    await("granted", () -> succeeds(lifecycle, third));
    assertEquals(State.ACTIVE, lifecycle.state().state());
    assertEquals(1, log.stream().filter("stop journal 5 LEASE_EXPIRED"::equals).count());
  }

  @Test
  void whatDoesNotStopInTimeIsReportedAndTheOthersAreStopped() throws Exception {
    settings = new LifecycleSettings(LONG, SHORT, WhenStuck.REPORT);
    listener.stops(FakeComponent.deafUntil(release));
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals("stop journal 5 CLOSED", log.get(log.size() - 1));
    assertEquals("DRAINING FAILED 5 listener did not stop within 200 ms", states.get(3));
    assertEquals(State.FAILED, lifecycle.state().state());
    assertEquals(List.of(), halts);
    release.countDown();
    await("no longer failed", () -> lifecycle.state().state() == State.PASSIVE);
    assertEquals("FAILED PASSIVE 5 listener returned after all", states.get(states.size() - 1));
  }

  @Test
  void aStopIsInterruptedBeforeItIsGivenUp() throws Exception {
    settings = new LifecycleSettings(LONG, Duration.ofSeconds(2), WhenStuck.HALT);
    listener.stops(FakeComponent.forEver());
    Lifecycle lifecycle = lifecycle(listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals(State.PASSIVE, lifecycle.state().state());
    assertEquals(List.of(), halts);
  }

  @Test
  void byPolicyTheProcessEndsWhenSomethingDoesNotStop() throws Exception {
    settings = new LifecycleSettings(LONG, SHORT, WhenStuck.HALT);
    listener.stops(FakeComponent.deafUntil(release));
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals(List.of("listener did not stop within 200 ms in activation 5 of 'ledger'"), halts);
  }

  @Test
  void whatThrowsWhenItIsStoppedCountsAsStopped() throws Exception {
    listener.stops(
        activation -> {
          throw new IllegalStateException("thrown by the test");
        });
    Lifecycle lifecycle = lifecycle(journal, listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals("stop journal 5 CLOSED", log.get(log.size() - 1));
    assertEquals(State.PASSIVE, lifecycle.state().state());
  }

  @Test
  void anActivationIsBoundToOneToken() throws Exception {
    List<Activation> seen = new CopyOnWriteArrayList<>();
    journal.starts(seen::add);
    Lifecycle lifecycle = lifecycle(journal);
    FakeLeadership first = new FakeLeadership(5);
    lifecycle.granted(first);
    first.end(EndReason.LEASE_EXPIRED);
    lifecycle.revoked(first, EndReason.LEASE_EXPIRED);
    FakeLeadership second = new FakeLeadership(9);
    lifecycle.granted(second);

    assertTrue(seen.get(0).isCancelled());
    assertEquals(5, seen.get(0).token().value());
    assertFalse(seen.get(1).isCancelled());
    assertEquals(9, seen.get(1).token().value());
  }

  @Test
  void aContenderIsCalledAsTheElectionCallsIt() throws Exception {
    Thread caller = Thread.currentThread();
    Contender contender =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {
            log.add("granted " + leadership.token() + " " + caller.equals(Thread.currentThread()));
            throw new IllegalStateException("thrown by the test");
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            log.add("revoked " + leadership.token() + " " + reason);
          }
        };
    Lifecycle lifecycle = Lifecycle.of(elections, "ledger", contender);
    lifecycle.onChange(this::note);
    FakeLeadership leadership = new FakeLeadership(5);

    assertThrows(IllegalStateException.class, () -> lifecycle.granted(leadership));
    lifecycle.revoked(leadership, EndReason.CONTENDER_FAILED);

    assertEquals(List.of("granted 5 true", "revoked 5 CONTENDER_FAILED"), log);
    assertEquals(
        "ACTIVATING FAILED 5 the contender threw java.lang.IllegalStateException: thrown by the"
            + " test",
        states.get(1));
  }

  @Test
  void twoComponentsOfOneNameAreRefused() {
    FakeComponent twin = new FakeComponent("journal", log);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> lifecycle(journal, twin));
    assertEquals(
        "Components of 'ledger' [journal, journal]: give each a name of its own.",
        refused.getMessage());
  }

  private Lifecycle lifecycle(FakeComponent... components) {
    Lifecycle lifecycle =
        Lifecycle.of(elections, "ledger", List.of(components), () -> settings, halts::add);
    lifecycle.onChange(this::note);
    return lifecycle;
  }

  private void note(String election, ElectionState before, ElectionState now) {
    OptionalLong token = now.token().isPresent() ? now.token() : before.token();
    states.add(before.state() + " " + now.state() + " " + token.orElse(0) + " " + now.detail());
  }

  private static boolean succeeds(Lifecycle lifecycle, Leadership leadership) {
    try {
      lifecycle.granted(leadership);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private interface Body {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Body body) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            body.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, () -> "never " + what);
      Thread.sleep(5);
    }
  }
}
