package io.primacy.election.core;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record when there is a hint: one read at a time, one more if a hint came meanwhile, again
 * after a while if the store did not answer. Hints that come during a write wait for its outcome,
 * which shows the record as well, and are then one read. Confined to the loop, except {@link
 * #hint}.
 */
final class HintedRead {

  private final RecordKey key;
  private final Footing footing;
  private final boolean urgent;
  private final Consumer<Optional<StoredRecord>> then;
  private final AtomicBoolean hinted = new AtomicBoolean(); // Set by anyone, cleared by the loop.
  private List<Runnable> awaiting = List.of(); // Replaced as a whole.
  private @Nullable Timer retry; // Made when the store could not be asked.
  private boolean reading;
  private boolean held;
  private boolean again;
  private boolean closed;

  HintedRead(
      RecordKey key, Footing footing, boolean urgent, Consumer<Optional<StoredRecord>> then) {
    this.key = key;
    this.footing = footing;
    this.urgent = urgent;
    this.then = then;
  }

  /** From any thread. Many hints before the loop gets to them are one. */
  void hint() {
    if (hinted.compareAndSet(false, true)) {
      footing
          .loop()
          .execute(
              () -> {
                hinted.set(false);
                if (held) {
                  again = true;
                } else {
                  now();
                }
              });
    }
  }

  /** From now on hints wait. */
  void hold() {
    held = true;
  }

  /** Hints wait no longer, nor do those that have come meanwhile. */
  void release() {
    held = false;
    readAgain();
  }

  /** Reads now, and says when an answer is in that is newer than this call. */
  void afresh(Runnable told) {
    List<Runnable> more = new ArrayList<>(awaiting);
    more.add(told);
    awaiting = List.copyOf(more);
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
    List<Runnable> answered = awaiting;
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
              awaiting = List.copyOf(awaiting.subList(answered.size(), awaiting.size()));
              then.accept(found);
              answered.forEach(Runnable::run);
              readAgain();
            });
  }

  private void readAgain() {
    if (again && !held && !reading) {
      again = false;
      now();
    }
  }

  /** After a while. */
  void soon() {
    if (closed) {
      return;
    }
    if (retry == null) {
      retry = footing.timer(this::now);
    }
    retry.atLatest(footing.now() + footing.pauseNanos());
  }

  void close() {
    closed = true;
    if (retry != null) {
      retry.set(Move.Rest.FOREVER);
    }
  }
}
