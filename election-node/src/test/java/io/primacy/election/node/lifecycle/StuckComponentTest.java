package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import io.primacy.election.node.run.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components that do not return in time. */
@Timeout(60)
class StuckComponentTest {

  private final Rehearsal play = new Rehearsal();

  @AfterEach
  void end() {
    play.close();
  }

  @Test
  void aStartThatTakesTooLongFails() {
    play.with(Rehearsal.SHORT, Rehearsal.LONG, WhenStuck.REPORT);
    play.journal.starts(FakeComponent.forEver());
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);

    Exception thrown =
        assertThrows(Exception.class, () -> lifecycle.granted(new FakeLeadership(5)));

    assertEquals("journal did not start within 200 ms", thrown.getMessage());
    assertEquals(List.of("start journal 5"), play.log);
  }

  @Test
  void aStartThatHangsDoesNotHangTheEndOfTheLeadership() throws Exception {
    play.with(Rehearsal.LONG, Rehearsal.SHORT, WhenStuck.REPORT);
    CountDownLatch reached = new CountDownLatch(1);
    play.journal.starts(
        activation -> {
          reached.countDown();
          FakeComponent.deafUntil(play.release).run(activation);
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    CompletableFuture<Void> granted = Rehearsal.inBackground(() -> lifecycle.granted(leadership));
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
    play.release.countDown();
    Rehearsal.await("freed", () -> play.log.contains("stop journal 5 LEASE_EXPIRED"));
    AtomicLong token = new AtomicLong(8);
    Rehearsal.await(
        "started again", () -> succeeds(lifecycle, new FakeLeadership(token.incrementAndGet())));
    assertEquals(State.ACTIVE, lifecycle.state().state());
    assertEquals(1, play.log.stream().filter("stop journal 5 LEASE_EXPIRED"::equals).count());
  }

  @Test
  void whatDoesNotStopInTimeIsReportedAndTheOthersAreStopped() throws Exception {
    play.with(Rehearsal.LONG, Rehearsal.SHORT, WhenStuck.REPORT);
    play.listener.stops(FakeComponent.deafUntil(play.release));
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals("stop journal 5 CLOSED", play.lastSaid());
    assertEquals("DRAINING FAILED 5 listener did not stop within 200 ms", play.states.get(3));
    assertEquals(State.FAILED, lifecycle.state().state());
    assertEquals(List.of(), play.halts);
    play.release.countDown();
    Rehearsal.await("no longer failed", () -> lifecycle.state().state() == State.PASSIVE);
    assertEquals("FAILED PASSIVE 5 listener returned after all", play.lastState());
  }

  @Test
  void aDrainThatTakesTooLongEndsTheLeadershipAndIsNotShownAsOne() throws Exception {
    play.listener.stops(FakeComponent.deafUntil(play.release));
    Lifecycle lifecycle = play.lifecycle(play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);
    CompletableFuture<Void> revoked =
        Rehearsal.inBackground(() -> lifecycle.revoked(leadership, EndReason.DRAINED));
    Rehearsal.await("drains", () -> lifecycle.state().state() == State.DRAINING);

    leadership.end(EndReason.DRAINED);

    assertEquals("DRAINING PASSIVE 5 drained, before its work had stopped", play.lastState());
    play.release.countDown();
    revoked.get();
    assertEquals(4, play.states.size(), play.states::toString);
  }

  @Test
  void aStopIsInterruptedBeforeItIsGivenUp() throws Exception {
    play.with(Rehearsal.LONG, Duration.ofSeconds(2), WhenStuck.HALT);
    play.listener.stops(FakeComponent.forEver());
    Lifecycle lifecycle = play.lifecycle(play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals(State.PASSIVE, lifecycle.state().state());
    assertEquals(List.of(), play.halts);
  }

  @Test
  void byPolicyTheProcessEndsWhenSomethingDoesNotStop() throws Exception {
    play.with(Rehearsal.LONG, Rehearsal.SHORT, WhenStuck.HALT);
    play.listener.stops(FakeComponent.deafUntil(play.release));
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals(
        List.of("listener did not stop within 200 ms in activation 5 of 'ledger'"), play.halts);
  }

  @Test
  void whatThrowsWhenItIsStoppedCountsAsStopped() throws Exception {
    play.listener.stops(
        activation -> {
          throw new IllegalStateException("thrown by the test");
        });
    Lifecycle lifecycle = play.lifecycle(play.journal, play.listener);
    FakeLeadership leadership = new FakeLeadership(5);
    lifecycle.granted(leadership);

    lifecycle.revoked(leadership, EndReason.CLOSED);

    assertEquals("stop journal 5 CLOSED", play.lastSaid());
    assertEquals(State.PASSIVE, lifecycle.state().state());
  }

  private static boolean succeeds(Lifecycle lifecycle, Leadership leadership) throws Exception {
    try {
      lifecycle.granted(leadership);
      return true;
    } catch (StartFailedException e) {
      lifecycle.revoked(leadership, EndReason.CONTENDER_FAILED);
      return false;
    }
  }
}
