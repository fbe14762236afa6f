package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class StoreClientTest {

  private static final RecordKey KEY = new RecordKey("elections", "ledger");
  private static final StoredRecord RECORD = new StoredRecord(7, new byte[] {1});

  private final HandLoop loop = new HandLoop();
  private final FakeBackend backend = new FakeBackend();
  private final StoreClient store = new StoreClient(backend, loop, loop, Duration.ofSeconds(1));
  private final List<Object> answers = new ArrayList<>();

  private void read() {
    store.read(KEY, false, found -> answers.add(found == null ? "none" : found));
  }

  private WriteOutcome write(long expected, WriteOutcome answer) {
    answers.clear();
    store.write(KEY, expected, new byte[0], false, answers::add);
    backend.writes.remove(0).complete(answer);
    loop.run();
    return assertInstanceOf(WriteOutcome.class, answers.get(0));
  }

  private String disbelieved(long expected, WriteOutcome answer) {
    WriteOutcome.Unknown unknown =
        assertInstanceOf(WriteOutcome.Unknown.class, write(expected, answer));
    return assertInstanceOf(BackendException.class, unknown.cause()).getMessage();
  }

  @Test
  void anAnswerComesOnTheLoopWhereverItWasGiven() {
    backend.onRead = () -> CompletableFuture.completedFuture(Optional.of(RECORD));
    read();
    assertEquals(List.of(), answers);
    loop.run();
    assertEquals(List.of(Optional.of(RECORD)), answers);
    assertEquals(0, loop.pass(5000).alarms());
    assertEquals(1, answers.size());
  }

  @Test
  void whatACallCarriedIsForgottenWithItsAnswer() {
    WeakReference<Object> carried = readCarryingSomething();
    for (int i = 0; i < 100 && carried.get() != null; i++) {
      System.gc();
    }
    assertNull(carried.get(), "kept until the limit of a call that has been answered");
  }

  private WeakReference<Object> readCarryingSomething() {
    backend.onRead = () -> CompletableFuture.completedFuture(Optional.empty());
    Object something = new Object();
    store.read(KEY, false, found -> answers.add(something.hashCode()));
    loop.run();
    assertEquals(List.of(something.hashCode()), answers);
    return new WeakReference<>(something);
  }

  @Test
  void aBackendThatNeverAnswersIsGivenUpAfterItsCallTimeoutAndAQuarter() {
    read();
    store.write(KEY, 0, new byte[0], false, answers::add);
    loop.pass(1249);
    assertEquals(List.of(), answers);
    loop.pass(1);
    assertEquals("none", answers.get(0));
    WriteOutcome.Unknown unknown = assertInstanceOf(WriteOutcome.Unknown.class, answers.get(1));
    assertEquals(
        "The backend did not answer within its call timeout", unknown.cause().getMessage());
  }

  @Test
  void anAnswerThatComesAfterwardsIsNotHeard() {
    read();
    loop.pass(2000);
    backend.reads.get(0).complete(Optional.of(RECORD));
    loop.pass(2000);
    assertEquals(List.of("none"), answers);
  }

  @Test
  void eachCallHasItsOwnLimit() {
    read();
    loop.pass(600);
    read();
    loop.pass(649);
    assertEquals(0, answers.size());
    loop.pass(1);
    assertEquals(1, answers.size());
    loop.pass(599);
    assertEquals(1, answers.size());
    loop.pass(1);
    assertEquals(2, answers.size());
    assertEquals(0, loop.alarms());
  }

  @Test
  void aBackendThatThrowsOrAnswersNothingCountsAsOneThatCouldNotBeAsked() {
    List<java.util.function.Supplier<CompletionStage<Optional<StoredRecord>>>> wrong =
        List.of(
            () -> {
              throw new IllegalStateException("thrown by a test");
            },
            () -> {
              throw new NoClassDefFoundError("thrown by a test");
            },
            () -> null,
            () -> CompletableFuture.completedFuture(null),
            () -> CompletableFuture.failedFuture(new BackendException("away")));
    for (var read : wrong) {
      backend.onRead = read;
      read();
      loop.run();
    }
    assertEquals(List.of("none", "none", "none", "none", "none"), answers);
  }

  @Test
  void anAnswerGivenTwiceCountsOnce() {
    Twice twice = new Twice();
    backend.onRead = () -> twice;
    read();
    twice.action.accept(Optional.of(RECORD), null);
    twice.action.accept(Optional.empty(), null);
    loop.pass(5000);
    assertEquals(List.of(Optional.of(RECORD)), answers);
    for (int i = 0; i < StoreClient.WINDOW + 1; i++) {
      backend.onRead = () -> new CompletableFuture<>();
      read();
    }
    loop.pass(1250);
    assertEquals(1 + StoreClient.WINDOW, answers.size(), "the window is as wide as before");
  }

  /** A stage that calls back as often as it likes. */
  private static final class Twice extends CompletableFuture<Optional<StoredRecord>> {
    private BiConsumer<? super Optional<StoredRecord>, ? super Throwable> action;

    @Override
    public CompletableFuture<Optional<StoredRecord>> whenComplete(
        BiConsumer<? super Optional<StoredRecord>, ? super Throwable> then) {
      action = then;
      return this;
    }
  }

  @Test
  void outcomesThatCanBeAreBelieved() {
    assertEquals(new WriteOutcome.Committed(8), write(7, new WriteOutcome.Committed(8)));
    WriteOutcome absent = new WriteOutcome.Conflict(Optional.empty());
    assertEquals(absent, write(7, absent));
    WriteOutcome present = new WriteOutcome.Conflict(Optional.of(RECORD));
    assertEquals(present, write(6, present));
    assertEquals(present, write(0, present));
  }

  @Test
  void outcomesThatCanNotBeAreUnknown() {
    String end = " to a write of elections/ledger at version ";
    String advice = ", which can not be; run the compatibility kit on it";
    assertEquals(
        "The backend answered Committed[version=7]" + end + 7 + advice,
        disbelieved(7, new WriteOutcome.Committed(7)));
    assertEquals(
        "The backend answered Committed[version=6]" + end + 7 + advice,
        disbelieved(7, new WriteOutcome.Committed(6)));
    assertEquals(
        "The backend answered Conflict[current=Optional.empty]" + end + 0 + advice,
        disbelieved(0, new WriteOutcome.Conflict(Optional.empty())));
    assertEquals(
        "The backend answered Conflict[current=Optional[version 7: \u0001]]" + end + 7 + advice,
        disbelieved(7, new WriteOutcome.Conflict(Optional.of(RECORD))));
  }

  @Test
  void noMoreThanAWindowIsUnderWayAndTheRestFollowsInOrder() {
    for (int i = 0; i < StoreClient.WINDOW + 3; i++) {
      int number = i;
      store.read(KEY, false, found -> answers.add(number));
    }
    assertEquals(StoreClient.WINDOW, backend.reads.size());
    store.read(KEY, true, found -> answers.add("urgent"));
    assertEquals(StoreClient.WINDOW + 1, backend.reads.size());
    backend.reads.get(StoreClient.WINDOW).complete(Optional.empty());
    backend.reads.get(0).complete(Optional.empty());
    loop.run();
    assertEquals(List.of("urgent", 0), answers);
    assertEquals(StoreClient.WINDOW + 2, backend.reads.size());
    loop.pass(1250);
    assertEquals(StoreClient.WINDOW + 4, backend.reads.size());
    loop.pass(1250);
    assertEquals(StoreClient.WINDOW + 4, answers.size());
    assertEquals(
        List.of(StoreClient.WINDOW, StoreClient.WINDOW + 1, StoreClient.WINDOW + 2),
        answers.subList(StoreClient.WINDOW + 1, StoreClient.WINDOW + 4));
  }

  @Test
  void aBackendThatCanNotWatchGivesNoHintsAndDoesNoHarm() {
    store.watch(KEY, version -> answers.add("hint")).close();
    assertEquals(List.of(), answers);
  }
}
