package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.ElectionException;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Timer, back-off, promises. */
class LoopPartsTest {

  private final HandLoop loop = new HandLoop();
  private final List<Long> rung = new ArrayList<>();
  private final long begin = loop.nanoTime();
  private final Timer timer = new Timer(loop, loop, () -> rung.add(millis()));
  private final BackOff backOff = new BackOff(Timing.ofLease(Duration.ofSeconds(10)));

  private long millis() {
    return (loop.nanoTime() - begin) / 1_000_000;
  }

  private long at(long millis) {
    return begin + millis * 1_000_000;
  }

  @Test
  void aTimerRingsOnceAtItsTimeAcrossTheOverflowOfTheClock() {
    timer.set(at(1500));
    loop.pass(5000);
    assertEquals(List.of(1500L), rung);
  }

  @Test
  void aTimerSetAnewForgetsWhatItWasSetTo() {
    timer.set(at(100));
    timer.set(at(300));
    timer.set(at(200));
    assertEquals(1, loop.alarms());
    loop.pass(1000);
    assertEquals(List.of(200L), rung);
  }

  @Test
  void aTimerTurnedOffIsSilentAndCanBeSetAgain() {
    timer.set(at(100));
    timer.set(Move.Rest.FOREVER);
    loop.pass(200);
    timer.set(Move.Rest.FOREVER);
    assertEquals(List.of(), rung);
    timer.set(at(300));
    loop.pass(200);
    assertEquals(List.of(300L), rung);
  }

  @Test
  void aTimeThatIsOverRingsAtOnce() {
    loop.pass(100);
    timer.set(at(50));
    loop.pass(0);
    assertEquals(List.of(100L), rung);
  }

  @Test
  void atLatestOnlyEverBringsATimerForward() {
    timer.atLatest(at(1500));
    timer.atLatest(at(1700));
    timer.atLatest(at(1300));
    loop.pass(5000);
    assertEquals(List.of(1300L), rung);
  }

  @Test
  void aTimerCanBeSetByItsOwnAlarm() {
    Timer[] self = new Timer[1];
    self[0] =
        new Timer(
            loop,
            loop,
            () -> {
              rung.add(millis());
              self[0].set(at(millis() + 100));
            });
    self[0].set(at(100));
    loop.pass(350);
    assertEquals(List.of(100L, 200L, 300L), rung);
  }

  @Test
  void aContenderThatFailsWaitsTwiceAsLongEachTimeAMinuteAtMost() {
    Candidacy wanted = Candidacy.plain().withPriority(3);
    assertEquals(wanted, backOff.apply(wanted, loop.nanoTime()));
    for (long expected : new long[] {2_500, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000}) {
      backOff.failed(loop.nanoTime());
      loop.pass(Duration.ofMillis(expected).minusNanos(1));
      assertEquals(wanted.withEligible(false), backOff.apply(wanted, loop.nanoTime()));
      loop.pass(Duration.ofNanos(1));
      assertEquals(wanted, backOff.apply(wanted, loop.nanoTime()));
    }
    for (int i = 0; i < 100; i++) {
      backOff.failed(loop.nanoTime());
    }
    assertEquals(
        loop.nanoTime() + 60_000_000_000L, backOff.earlier(Long.MAX_VALUE, loop.nanoTime()));
  }

  @Test
  void aContenderThatSucceededBeginsAnew() {
    backOff.failed(loop.nanoTime());
    backOff.failed(loop.nanoTime());
    backOff.reset();
    assertTrue(backOff.apply(Candidacy.plain(), loop.nanoTime()).eligible());
    backOff.failed(loop.nanoTime());
    loop.pass(2_500);
    assertTrue(backOff.apply(Candidacy.plain(), loop.nanoTime()).eligible());
  }

  @Test
  void theEndOfABackOffIsATimeToWakeUpIfItIsEarlier() {
    long now = loop.nanoTime();
    assertEquals(Move.Rest.FOREVER, backOff.earlier(Move.Rest.FOREVER, now));
    backOff.failed(now);
    assertEquals(at(2_500), backOff.earlier(Move.Rest.FOREVER, now));
    assertEquals(at(2_500), backOff.earlier(at(3_000), now));
    assertEquals(at(900), backOff.earlier(at(900), now));
  }

  @Test
  void aPromiseIsKeptOnAThreadForUserCodeOnceWhatItWaitsForIsTrue() {
    Promises promises = new Promises();
    AtomicBoolean kept = new AtomicBoolean();
    CompletableFuture<Void> stage = new CompletableFuture<>();
    promises.add(kept::get, stage, loop, true);
    promises.settle();
    loop.run();
    assertFalse(stage.isDone());
    kept.set(true);
    promises.settle();
    assertFalse(stage.isDone(), "completed by the loop itself");
    promises.failAll(new ElectionException("too late"));
    loop.run();
    assertEquals(null, stage.join());
  }

  @Test
  void aPromiseThatCanNotBeKeptFailsWithTheReason() {
    Promises promises = new Promises();
    CompletableFuture<Void> standing = new CompletableFuture<>();
    CompletableFuture<Void> leaving = new CompletableFuture<>();
    promises.add(() -> false, standing, loop, true);
    promises.add(() -> false, leaving, loop, false);
    promises.supersede(true, "This node withdrew.");
    loop.run();
    assertEquals("This node withdrew.", failure(standing).getMessage());
    assertFalse(leaving.isDone());
    ElectionException closed = new ElectionException("closed");
    promises.failAll(closed);
    loop.run();
    assertEquals(closed, failure(leaving));
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return assertThrows(CompletionException.class, stage::join).getCause();
  }
}
