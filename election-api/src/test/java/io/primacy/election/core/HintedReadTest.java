package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Timing;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HintedReadTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(8)); // Renewed every 2 s.

  private final HandLoop loop = new HandLoop();
  private final FakeBackend backend = new FakeBackend();
  private long known = 7;
  private final List<Optional<StoredRecord>> seen = new ArrayList<>();
  private final HintedRead read = hintedRead(loop);

  private HintedRead hintedRead(EventLoop on) {
    return new HintedRead(
        new RecordKey("elections", "ledger"),
        new Footing(
            new StoreClient(backend, on, loop, TIMING.callTimeout()),
            on,
            loop,
            TIMING,
            Proof.SOUND),
        false,
        version -> version == known,
        seen::add);
  }

  private void answer(int number) {
    backend.reads.get(number).complete(Optional.empty());
    loop.run();
  }

  @Test
  void manyHintsAreOneRead() {
    for (int i = 0; i < 100; i++) {
      read.hint(Hint.UNKNOWN);
    }
    loop.run();
    assertEquals(1, backend.reads.size());
    answer(0);
    assertEquals(1, seen.size());
    loop.pass(60_000);
    assertEquals(1, backend.reads.size());
  }

  @Test
  void hintsDuringAReadAreOneMoreReadAfterIt() {
    read.hint(Hint.UNKNOWN);
    loop.run();
    read.hint(Hint.UNKNOWN);
    loop.run();
    read.hint(Hint.UNKNOWN);
    loop.run();
    assertEquals(1, backend.reads.size());
    answer(0);
    assertEquals(2, backend.reads.size());
    answer(1);
    assertEquals(2, seen.size());
    loop.pass(60_000);
    assertEquals(2, backend.reads.size());
  }

  @Test
  void hintsDuringAWriteAreOneReadAfterIt() {
    read.hold();
    for (int i = 0; i < 3; i++) {
      read.hint(Hint.UNKNOWN);
      loop.run();
    }
    assertEquals(0, backend.reads.size());
    read.release();
    assertEquals(1, backend.reads.size());
    answer(0);
    loop.pass(60_000);
    assertEquals(1, backend.reads.size());
  }

  @Test
  void aHintDuringAWriteDoesNotWakeTheLoop() {
    read.hold();
    read.hint(known + 1);
    assertThrows(NoSuchElementException.class, loop::step);
    read.release();
    assertEquals(1, backend.reads.size());
  }

  /** Hints come from the store's threads, while the loop writes. */
  @Test
  void noHintIsLostWhereAWriteBeginsOrEnds() throws Exception {
    AtomicLong given = new AtomicLong();
    AtomicLong followed = new AtomicLong();
    backend.onRead =
        () -> {
          followed.set(given.get());
          return CompletableFuture.completedFuture(Optional.empty());
        };
    try (EventLoop real = Environment.system().newLoop("hinted")) {
      HintedRead raced = hintedRead(real);
      for (int round = 0; round < 2_000; round++) {
        CountDownLatch written = new CountDownLatch(1);
        real.execute(() -> write(real, raced, 20, written));
        for (int i = 0; i < 10; i++) {
          given.incrementAndGet();
          raced.hint(Hint.UNKNOWN);
        }
        assertTrue(written.await(10, TimeUnit.SECONDS));
        awaitRest(real);
        assertEquals(given.get(), followed.get(), "the read after the last hint, in " + round);
      }
    }
  }

  private static void write(EventLoop real, HintedRead raced, int times, CountDownLatch written) {
    raced.hold();
    real.execute(
        () -> {
          raced.release();
          if (times > 1) {
            real.execute(() -> write(real, raced, times - 1, written));
          } else {
            written.countDown();
          }
        });
  }

  /* A hint is a task, its read another, and what came meanwhile the same once more. */
  private static void awaitRest(EventLoop real) throws Exception {
    for (int i = 0; i < 8; i++) {
      CountDownLatch passed = new CountDownLatch(1);
      real.execute(passed::countDown);
      assertTrue(passed.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aHintOfWhatIsKnownIsNoRead() {
    read.hint(known);
    loop.run();
    assertEquals(0, backend.reads.size());
    read.hint(known + 1);
    loop.run();
    assertEquals(1, backend.reads.size());
  }

  @Test
  void ofManyHintsTheLatestCountsAndOneWithoutAVersionMostOfAll() {
    read.hint(known - 1);
    read.hint(known);
    read.hint(known - 1);
    loop.run();
    assertEquals(0, backend.reads.size());
    read.hint(known + 1);
    read.hint(known);
    loop.run();
    assertEquals(1, backend.reads.size());
    answer(0);
    read.hint(known);
    read.hint(Hint.UNKNOWN);
    read.hint(known);
    loop.run();
    assertEquals(2, backend.reads.size());
  }

  @Test
  void whatIsKnownAfterAReadOrAWriteIsNotReadOnceMore() {
    read.hint(known + 1);
    loop.run();
    read.hint(known + 2);
    loop.run();
    known += 2;
    answer(0);
    assertEquals(1, backend.reads.size(), "the read showed more than it was made for");
    read.hold();
    read.hint(known + 1);
    loop.run();
    known++;
    read.release();
    assertEquals(1, backend.reads.size(), "the write told it");
    read.hold();
    read.hint(known + 1);
    loop.run();
    read.release();
    assertEquals(2, backend.reads.size(), "another has written after us");
  }

  @Test
  void aWriteThatNobodyHintedAtDuringItIsNotReadBack() {
    read.hold();
    read.release();
    loop.pass(60_000);
    assertEquals(0, backend.reads.size());
  }

  @Test
  void hintsDuringAReadAndAWriteWaitForBoth() {
    read.now();
    read.hold();
    read.hint(Hint.UNKNOWN);
    loop.run();
    answer(0);
    assertEquals(1, backend.reads.size());
    read.release();
    assertEquals(2, backend.reads.size());
  }

  @Test
  void theEndOfAWriteDoesNotStartASecondRead() {
    read.hold();
    read.hint(Hint.UNKNOWN);
    loop.run();
    read.now();
    read.release();
    assertEquals(1, backend.reads.size());
    answer(0);
    assertEquals(2, backend.reads.size(), "the hint may be newer than the first read");
  }

  @Test
  void whoAsksDoesNotWaitForAWrite() {
    read.hold();
    read.now();
    assertEquals(1, backend.reads.size());
  }

  @Test
  void aStoreThatCouldNotBeAskedIsAskedAgainAfterAWhile() {
    read.now();
    backend.reads.get(0).completeExceptionally(new BackendException("away"));
    loop.pass(249);
    assertEquals(1, backend.reads.size());
    loop.pass(1);
    assertEquals(2, backend.reads.size());
    answer(1);
    loop.pass(60_000);
    assertEquals(2, backend.reads.size());
    assertEquals(1, seen.size());
  }

  @Test
  void aStoreThatSwallowsEverythingIsAskedAgainAndAgain() {
    read.now();
    loop.pass(2_500 + 250);
    assertEquals(2, backend.reads.size());
    loop.pass(2_500 + 250);
    assertEquals(3, backend.reads.size());
    assertEquals(0, seen.size());
  }

  @Test
  void onceClosedItAsksAndTellsNothing() {
    read.now();
    read.hint(Hint.UNKNOWN);
    read.close();
    answer(0);
    read.soon();
    loop.pass(60_000);
    assertEquals(List.of(), seen);
    assertEquals(1, backend.reads.size());
  }
}
