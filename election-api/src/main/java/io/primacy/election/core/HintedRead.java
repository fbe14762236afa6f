package io.primacy.election.core;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads a record when there is a hint: one read at a time, one more if a hint came meanwhile, again
 * after a while if the store did not answer. Confined to the loop, except {@link #hint}.
 */
final class HintedRead {

  private final RecordKey key;
  private final Footing footing;
  private final boolean urgent;
  private final Consumer<Optional<StoredRecord>> then;
  private final Timer retry;
  private final AtomicBoolean hinted = new AtomicBoolean(); // Set by anyone, cleared by the loop.
  private final List<Runnable> awaiting = new ArrayList<>();
  private boolean reading;
  private boolean again;
  private boolean closed;

  HintedRead(
      RecordKey key, Footing footing, boolean urgent, Consumer<Optional<StoredRecord>> then) {
    this.key = key;
    this.footing = footing;
    this.urgent = urgent;
    this.then = then;
    this.retry = footing.timer(this::now);
  }

  /** From any thread. Many hints before the loop gets to them are one. */
  void hint() {
    if (hinted.compareAndSet(false, true)) {
      footing
          .loop()
          .execute(
              () -> {
                hinted.set(false);
                now();
              });
    }
  }

  /** Reads now, and says when an answer is in that is newer than this call. */
  void afresh(Runnable told) {
    awaiting.add(told);
    now();
  }

  void now() {
    if (closed) {
      return;
    }
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    List<Runnable> answered = List.copyOf(awaiting);
    footing
        .store()
        .read(
            key,
            urgent,
            found -> {
              reading = false;
              if (closed) {
                return;
              }
              if (found == null) {
                again = false;
                soon();
                return;
              }
              awaiting.removeAll(answered);
              then.accept(found);
              answered.forEach(Runnable::run);
              if (again) {
                again = false;
                now();
              }
            });
  }

  /** After a while. */
  void soon() {
    if (!closed) {
      retry.atLatest(footing.now() + footing.pauseNanos());
    }
  }

  void close() {
    closed = true;
    retry.set(Move.Rest.FOREVER);
  }
}
