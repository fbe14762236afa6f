package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.State;
import java.io.IOException;
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

  private final Rehearsal play = new Rehearsal();

  @AfterEach
  void end() {
    play.close();
  }

  @Test
  void componentsStartInOrderAndStopInReverse() throws Exception {
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener, play.scheduler);
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
        play.log);
    assertEquals(
        List.of(
            "PASSIVE ACTIVATING 5 elected",
            "ACTIVATING ACTIVE 5 3 started",
            "ACTIVE DRAINING 5 handed over",
            "DRAINING PASSIVE 5 handed over"),
        play.states);
  }

  @Test
  void whoIsOvertakenStopsEverythingWithoutDraining() throws Exception {
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    leadership.end(EndReason.LEASE_EXPIRED);
    lifecycle.revoked(leadership, EndReason.LEASE_EXPIRED);

    assertEquals("stop journal 5 LEASE_EXPIRED", play.lastSaid());
    assertEquals("ACTIVE PASSIVE 5 lease expired", play.lastState());
  }

  @Test
  void aLeadershipThatIsOverIsNotShownEvenBeforeAnybodyNoticed() throws Exception {
    Lifecycle lifecycle = play.lifecycle(play.journal);
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
    play.listener.starts(
        activation -> {
          reached.countDown();
          try {
            FakeComponent.forEver().run(activation);
          } finally {
            play.log.add("gives up, cancelled " + activation.isCancelled());
          }
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener, play.scheduler);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = Rehearsal.inBackground(() -> lifecycle.granted(leadership));
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
        play.log);
    assertEquals(
        List.of("PASSIVE ACTIVATING 5 elected", "ACTIVATING PASSIVE 5 fenced"), play.states);
  }

  @Test
  void aStartIsCancelledHalfWayWhenTheNodeIsAskedToFinish() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    play.listener.starts(
        activation -> {
          reached.countDown();
          FakeComponent.forEver().run(activation);
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = Rehearsal.inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.ask(EndReason.DRAINED);
    granted.get();
    assertTrue(leadership.isHeld());
    assertEquals(State.DRAINING, lifecycle.state().state());
    lifecycle.revoked(leadership, EndReason.DRAINED);

    assertEquals("stop journal 5 DRAINED", play.lastSaid());
    assertEquals("DRAINING PASSIVE 5 drained", play.lastState());
  }

  @Test
  void aComponentCanAskWhetherItIsCancelled() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    play.journal.starts(
        activation -> {
          reached.countDown();
          while (!activation.isCancelled()) {
            Thread.onSpinWait();
          }
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = Rehearsal.inBackground(() -> lifecycle.granted(leadership));
    reached.await();

    leadership.end(EndReason.SUPERSEDED);
    granted.get();
    lifecycle.revoked(leadership, EndReason.SUPERSEDED);

    // Its start returned, so it is stopped; the play.listener was never started.
    assertEquals(
        List.of("start journal 5", "started journal 5", "stop journal 5 SUPERSEDED"), play.log);
  }

  @Test
  void aLeaseThatRunsOutUnnoticedHalfWayDoesNotMakeItActive() throws Exception {
    FakeLeadership leadership = new FakeLeadership(5);
    play.journal.starts(activation -> leadership.runOut());
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);

    lifecycle.granted(leadership);

    assertEquals(List.of("start journal 5", "started journal 5"), play.log);
    assertEquals(List.of("PASSIVE ACTIVATING 5 elected"), play.states);
  }

  @Test
  void aStartThatFailsIsThrownAndWhatStartedIsStopped() throws Exception {
    play.listener.starts(
        activation -> {
          throw new IOException("port in use");
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener, play.scheduler);
    FakeLeadership leadership = new FakeLeadership(5);

    Exception thrown = assertThrows(Exception.class, () -> lifecycle.granted(leadership));
    assertEquals("listener did not start: java.io.IOException: port in use", thrown.getMessage());
    lifecycle.revoked(leadership, EndReason.CONTENDER_FAILED);

    assertEquals("stop journal 5 CONTENDER_FAILED", play.lastSaid());
    assertFalse(play.log.contains("stop listener 5 CONTENDER_FAILED"));
    assertEquals(
        List.of(
            "PASSIVE ACTIVATING 5 elected",
            "ACTIVATING FAILED 5 listener did not start: java.io.IOException: port in use"),
        play.states);
  }

  @Test
  void anActivationIsBoundToOneToken() throws Exception {
    List<Activation> seen = new CopyOnWriteArrayList<>();
    play.journal.starts(seen::add);
    Lifecycle lifecycle = play.lifecycle(play.journal);
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
            play.log.add(
                "granted " + leadership.token() + " " + caller.equals(Thread.currentThread()));
            throw new IllegalStateException("thrown by the test");
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            play.log.add("revoked " + leadership.token() + " " + reason);
          }
        };
    Lifecycle lifecycle = play.heard(Lifecycle.of(play.elections, "ledger", contender));
    FakeLeadership leadership = new FakeLeadership(5);

    assertThrows(IllegalStateException.class, () -> lifecycle.granted(leadership));
    lifecycle.revoked(leadership, EndReason.CONTENDER_FAILED);

    assertEquals(List.of("granted 5 true", "revoked 5 CONTENDER_FAILED"), play.log);
    assertEquals(
        "ACTIVATING FAILED 5 the contender threw java.lang.IllegalStateException: thrown by the"
            + " test",
        play.states.get(1));
  }

  @Test
  void twoComponentsOfOneNameAreRefused() {
    FakeComponent twin = new FakeComponent("journal", play.log);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> play.lifecycle(play.journal, twin));
    assertEquals(
        "Components of 'ledger' [journal, journal]: give each a name of its own.",
        refused.getMessage());
  }
}
