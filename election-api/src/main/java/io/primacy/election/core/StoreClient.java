package io.primacy.election.core;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.TimeSource;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The backend, as the loop uses it: answers come back on the loop, each exactly once and within a
 * bound, whatever the backend does. Confined to the loop.
 *
 * <p>At most {@link #WINDOW} calls are under way; later ones wait their turn, which only urgent
 * ones do not. The caller keeps at most one call for each record, so the queue is bounded too.
 */
final class StoreClient {

  private static final Logger LOG = System.getLogger(StoreClient.class.getName());

  /** Enough to fill a connection, few enough that answers arrive within the call timeout. */
  static final int WINDOW = 512;

  private final ElectionBackend backend;
  private final EventLoop loop;
  private final TimeSource time;
  private final long limitNanos;
  private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
  private final ArrayDeque<Call<?>> underWay = new ArrayDeque<>(); // In the order of the limits.
  private int calls;
  private boolean limitWatched;

  StoreClient(ElectionBackend backend, EventLoop loop, TimeSource time, Duration callTimeout) {
    this.backend = backend;
    this.loop = loop;
    this.time = time;
    // The backend keeps the call timeout itself; this is for one that does not.
    this.limitNanos = callTimeout.toNanos() + callTimeout.toNanos() / 4;
  }

  /** Reads; the answer is null when the store could not be asked. */
  void read(RecordKey key, boolean urgent, Consumer<@Nullable Optional<StoredRecord>> then) {
    submit(
        urgent,
        new Call<>(
            () -> backend.read(key),
            (record, failure) -> then.accept(failure == null ? record : null)));
  }

  void write(
      RecordKey key,
      long expectedVersion,
      byte[] value,
      boolean urgent,
      Consumer<WriteOutcome> then) {
    submit(
        urgent,
        new Call<>(
            () -> backend.write(key, expectedVersion, value),
            (outcome, failure) ->
                then.accept(
                    outcome == null || failure != null
                        ? new WriteOutcome.Unknown(cause(failure))
                        : checked(key, expectedVersion, outcome))));
  }

  /* Without hints a record is read when this process has something to do with it, and not before. */
  Registration watch(RecordKey key, Hint hint) {
    try {
      return backend.watch(key, hint);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The backend can not watch " + key, e);
      return () -> {};
    }
  }

  /* A backend that breaks its contract must not be believed. */
  private static WriteOutcome checked(RecordKey key, long expected, WriteOutcome outcome) {
    boolean wrong =
        outcome instanceof WriteOutcome.Committed committed
            ? committed.version() <= expected
            : outcome instanceof WriteOutcome.Conflict conflict
                && conflict.current().map(StoredRecord::version).orElse(0L) == expected;
    if (!wrong) {
      return outcome;
    }
    String message =
        "The backend answered "
            + outcome
            + " to a write of "
            + key
            + " at version "
            + expected
            + ", which can not be; run the compatibility kit on it";
    LOG.log(Level.ERROR, message);
    return new WriteOutcome.Unknown(new BackendException(message));
  }

  private static Throwable cause(@Nullable Throwable failure) {
    return failure != null ? failure : new BackendException("The backend answered nothing");
  }

  private void submit(boolean urgent, Call<?> call) {
    if (urgent || calls < WINDOW) {
      send(call);
    } else {
      waiting.add(call);
    }
  }

  private void send(Call<?> call) {
    calls++;
    call.limit = time.nanoTime() + limitNanos;
    underWay.add(call);
    call.send();
    watchLimits();
  }

  private void sendNext() {
    while (calls < WINDOW && !waiting.isEmpty()) {
      send(waiting.remove());
    }
  }

  /* At each answer, so that no call keeps what it carried for longer than that. */
  private void forgetAnswered() {
    while (!underWay.isEmpty() && underWay.peek().answered) {
      underWay.remove();
    }
  }

  private void watchLimits() {
    if (limitWatched || underWay.isEmpty()) {
      return;
    }
    limitWatched = true;
    long left = Math.max(0, underWay.peek().limit - time.nanoTime());
    loop.schedule(Duration.ofNanos(left), this::giveUpOverdue);
  }

  private void giveUpOverdue() {
    limitWatched = false;
    long now = time.nanoTime();
    while (!underWay.isEmpty() && now - underWay.peek().limit >= 0) {
      underWay.remove().giveUp();
    }
    watchLimits();
  }

  private interface Answered<T> {
    void accept(@Nullable T answer, @Nullable Throwable failure);
  }

  private interface Sending<T> {
    CompletionStage<T> send();
  }

  private final class Call<T> {
    private final Sending<T> sending;
    private final Answered<T> then;
    private long limit;
    private boolean answered;

    Call(Sending<T> sending, Answered<T> then) {
      this.sending = sending;
      this.then = then;
    }

    void send() {
      try {
        sending.send().whenComplete((answer, error) -> loop.execute(() -> answer(answer, error)));
      } catch (RuntimeException | Error e) {
        loop.execute(() -> answer(null, e));
      }
    }

    void giveUp() {
      answer(null, new BackendException("The backend did not answer within its call timeout"));
    }

    private void answer(@Nullable T answer, @Nullable Throwable failure) {
      if (answered) {
        return;
      }
      answered = true;
      calls--;
      forgetAnswered();
      sendNext();
      then.accept(answer, failure);
    }
  }
}
