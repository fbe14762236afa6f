package io.primacy.election.core;

import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record when there is a hint: one read at a time, one more if a hint came meanwhile, again
 * after a while if the store did not answer. Hints that come during a write wait for its outcome,
 * which shows the record as well, and are then at most one read: none where they name what is known
 * by then, as after a write of one's own. Confined to the loop, except {@link #hint}.
 */
final class HintedRead {

  /** No hint. */
  private static final long NONE = -1;

  /* Saves an object for each of many thousand elections. */
  private static final AtomicLongFieldUpdater<HintedRead> HINTED =
      AtomicLongFieldUpdater.newUpdater(HintedRead.class, "hinted");

  private final RecordKey key;
  private final Footing footing;
  private final boolean urgent;
  private final LongPredicate known;
  private final Consumer<Optional<StoredRecord>> then;

  @SuppressWarnings("UnusedVariable") // Read through HINTED; set by anyone, cleared by the loop.
  private volatile long hinted = NONE;

  private List<Runnable> awaiting = List.of(); // Replaced as a whole.
  private @Nullable Timer retry; // Made when the store could not be asked.
  private boolean reading;
  private volatile boolean held; // Set by the loop.
  private long again = NONE; // What is hinted, and not yet read.
  private boolean closed;

  /**
   * Reads nothing yet.
   *
   * @param known whether the record is known as it is at a version
   */
  HintedRead(
      RecordKey key,
      Footing footing,
      boolean urgent,
      LongPredicate known,
      Consumer<Optional<StoredRecord>> then) {
    this.key = key;
    this.footing = footing;
    this.urgent = urgent;
    this.known = known;
    this.then = then;
  }

  /** From any thread. Many hints before the loop gets to them are one. */
  void hint(long version) {
    // During a write the loop need not wake up: who sees it held has left his hint to the release.
    if (HINTED.getAndAccumulate(this, version, HintedRead::both) == NONE && !held) {
      footing.loop().execute(this::takeHints);
    }
  }

  private void takeHints() {
    again = both(again, HINTED.getAndSet(this, NONE));
    readAgain();
  }

  /* Of two versions the later one is what there is; after a hint without one it may be anything. */
  private static long both(long one, long other) {
    return one == Hint.UNKNOWN || other == Hint.UNKNOWN ? Hint.UNKNOWN : Math.max(one, other);
  }

  /** From now on hints wait. */
  void hold() {
    held = true;
  }

  /** Hints wait no longer, nor do those that have come meanwhile. */
  void release() {
    held = false;
    takeHints();
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
      again = Hint.UNKNOWN;
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
                again = NONE;
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
    if (again == NONE || held || reading) {
      return;
    }
    long version = again;
    again = NONE;
    if (!known.test(version)) {
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
