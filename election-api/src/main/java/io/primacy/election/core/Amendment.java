package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One change to a record by somebody who has no part in it: read, change, write if it is still as
 * read; again if it was not, until it is done or the time is up. Confined to the loop.
 *
 * <p>A change must know itself: applied to a record that holds it already, it changes nothing. So a
 * write of unknown fate is read back and, if need be, made again.
 */
final class Amendment<T> {

  /** So many call timeouts are the bound. */
  private static final int MOST_CALLS = 8;

  /** What a record should become; empty if it is as it should be. */
  interface Change<T> {
    Optional<T> of(Optional<T> present);

    /**
     * Told what was in the way of a write. Unlike what a read shows, which may be stale, the record
     * was like that after the write was sent.
     *
     * @throws ElectionException if there is no point in going on
     */
    default void inTheWay(Found<T> found) {}

    /**
     * What to write where nothing may be, if there is nothing to change as far as a read shows: a
     * record that is there is in the way, and so shown as it is. Empty if a stale read will do.
     */
    default Optional<T> probe() {
      return Optional.empty();
    }
  }

  /** A record with its version, 0 if there is none. */
  record Found<T>(long version, Optional<T> content) {}

  private final RecordKey key;
  private final SharedRecord.Form<T> form;
  private final Footing footing;
  private final Change<T> change;
  private final Consumer<Found<T>> done;
  private final Consumer<ElectionException> failed;
  private final Timer retry;
  private final long until;
  private String lastWord = "it did not answer";

  Amendment(
      RecordKey key,
      SharedRecord.Form<T> form,
      Footing footing,
      Change<T> change,
      Consumer<Found<T>> done,
      Consumer<ElectionException> failed) {
    this.key = key;
    this.form = form;
    this.footing = footing;
    this.change = change;
    this.done = done;
    this.failed = failed;
    this.retry = footing.timer(this::read);
    this.until = footing.now() + footing.timing().callTimeout().multipliedBy(MOST_CALLS).toNanos();
  }

  /** Begins, or tries again. */
  void read() {
    if (isTimeUp()) {
      return;
    }
    footing
        .store()
        .read(
            key,
            false,
            found -> {
              if (found == null) {
                again();
              } else {
                take(found, false);
              }
            });
  }

  private void take(Optional<StoredRecord> found, boolean inTheWay) {
    try {
      long version = found.map(StoredRecord::version).orElse(0L);
      Optional<T> present =
          found.isEmpty() ? Optional.empty() : Optional.of(form.decode(found.get().value()));
      if (inTheWay) {
        change.inTheWay(new Found<>(version, present));
      }
      Optional<T> changed = change.of(present);
      Optional<T> probe = inTheWay ? Optional.empty() : change.probe();
      if (changed.isPresent()) {
        write(version, changed.get());
      } else if (probe.isPresent()) {
        write(0, probe.get());
      } else {
        done.accept(new Found<>(version, present));
      }
    } catch (UnreadableRecordException e) {
      fail("The record " + key + " can not be read: " + e.getMessage() + ". Nothing was changed.");
    } catch (ElectionException e) {
      failed.accept(e);
    }
  }

  private void write(long version, T content) {
    if (isTimeUp()) {
      return;
    }
    footing
        .store()
        .write(
            key,
            version,
            form.encode(content),
            false,
            outcome -> {
              if (outcome instanceof WriteOutcome.Committed committed) {
                done.accept(new Found<>(committed.version(), Optional.of(content)));
              } else if (outcome instanceof WriteOutcome.Conflict conflict) {
                take(conflict.current(), true);
              } else if (outcome instanceof WriteOutcome.Unknown unknown) {
                lastWord = String.valueOf(unknown.cause().getMessage());
                again();
              }
            });
  }

  private void again() {
    retry.atLatest(footing.now() + footing.pauseNanos());
  }

  private boolean isTimeUp() {
    boolean up = footing.now() - until >= 0;
    if (up) {
      fail(
          "The store did not confirm a change of "
              + key
              + " within "
              + MOST_CALLS
              + " calls of "
              + footing.timing().callTimeout().toMillis()
              + " ms; the last it said: "
              + lastWord.replaceFirst("\\.$", "")
              + ". The change may or may not take effect.");
    }
    return up;
  }

  private void fail(String why) {
    failed.accept(new ElectionException(why));
  }

  /** A change of what is there; what is not is left alone. */
  static <T> Change<T> ofPresent(Function<T, Optional<T>> change) {
    return present -> present.flatMap(change);
  }
}
