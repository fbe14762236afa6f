package io.primacy.election.tck;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A backend as the store rules use it: one call at a time where that is enough. */
final class Client {

  private final ElectionBackend backend;
  private final Patience patience;
  private final Duration callTimeout;

  Client(ElectionBackend backend, Patience patience, Duration callTimeout) {
    this.backend = backend;
    this.patience = patience;
    this.callTimeout = callTimeout;
  }

  /** The versions that hints named. */
  record Watch(List<Long> hints, Registration registration) {
    int count() {
      return hints.size();
    }

    /** Whether a hint after so many others lets nobody who knows less than a version rest. */
    boolean tells(int others, long version) {
      return hints.stream()
          .skip(others)
          .anyMatch(named -> named == Hint.UNKNOWN || named >= version);
    }

    /** Whether a hint after so many others makes everybody look. */
    boolean tellsEverybody(int others) {
      return tells(others, Long.MAX_VALUE);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(Optional<StoredRecord> found) {
    return found.map(r -> new String(r.value(), StandardCharsets.UTF_8)).orElse("(nothing)");
  }

  ElectionBackend backend() {
    return backend;
  }

  Duration callTimeout() {
    return callTimeout;
  }

  CompletionStage<Optional<StoredRecord>> sendRead(RecordKey key) {
    return backend.read(key);
  }

  CompletionStage<WriteOutcome> sendWrite(RecordKey key, long expected, String value) {
    return backend.write(key, expected, bytes(value));
  }

  Optional<StoredRecord> read(RecordKey key) {
    return patience.result(patience.eventually(), "reading " + key, sendRead(key));
  }

  WriteOutcome write(RecordKey key, long expected, String value) {
    return patience.result(
        patience.eventually(), "writing " + key, sendWrite(key, expected, value));
  }

  /** Writes what must succeed. */
  long commit(RecordKey key, long expected, String value) {
    WriteOutcome outcome = write(key, expected, value);
    if (outcome instanceof WriteOutcome.Committed committed) {
      return committed.version();
    }
    throw new AssertionError(
        "Expected: writing "
            + key
            + " over version "
            + expected
            + " is committed, found: "
            + outcome);
  }

  /**
   * Writes what must succeed as soon as the service is well again: tries until the outcome is
   * known, which is a conflict with itself if an earlier try took effect after all.
   */
  long commitWhenPossible(RecordKey key, long expected, String value) {
    AtomicLong version = new AtomicLong();
    patience.until(
        "writing " + key + " over version " + expected + " is committed",
        () -> {
          WriteOutcome outcome = write(key, expected, value);
          if (outcome instanceof WriteOutcome.Committed committed) {
            version.set(committed.version());
          } else if (outcome instanceof WriteOutcome.Conflict conflict
              && value.equals(text(conflict.current()))) {
            version.set(conflict.current().orElseThrow().version());
          }
          return version.get() != 0;
        });
    return version.get();
  }

  /** Writes what must not take effect, and returns what was in its place. */
  Optional<StoredRecord> conflict(RecordKey key, long expected, String value) {
    WriteOutcome outcome = write(key, expected, value);
    if (outcome instanceof WriteOutcome.Conflict conflict) {
      return conflict.current();
    }
    throw new AssertionError(
        "Expected: writing " + key + " over version " + expected + " conflicts, found: " + outcome);
  }

  /** Waits until a read shows a version, or a later one. */
  void catchUp(RecordKey key, long version) {
    patience.until(
        "a read of " + key + " shows version " + version,
        () -> readNow(key).map(StoredRecord::version).orElse(0L) >= version);
  }

  /** Waits until the service answers. */
  void awaitService(RecordKey key) {
    patience.until("the service answers", () -> answers(key));
  }

  Watch watch(RecordKey key) {
    List<Long> hints = new CopyOnWriteArrayList<>();
    return new Watch(hints, backend.watch(key, hints::add));
  }

  /** What a read shows, and nothing if it fails. */
  Optional<StoredRecord> readNow(RecordKey key) {
    CompletableFuture<Optional<StoredRecord>> answer = sendRead(key).toCompletableFuture();
    boolean done = patience.isSoWithin(patience.eventually(), answer::isDone);
    return done && !answer.isCompletedExceptionally() ? answer.join() : Optional.empty();
  }

  private boolean answers(RecordKey key) {
    CompletableFuture<Optional<StoredRecord>> answer = sendRead(key).toCompletableFuture();
    return patience.isSoWithin(patience.eventually(), answer::isDone)
        && !answer.isCompletedExceptionally();
  }
}
