package io.primacy.election.core;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record in the store as this node reads and writes it: what is seen never gets older, at most
 * one write is under way, and the store is left alone for a while when an outcome is not known.
 * Confined to the loop.
 */
final class SharedRecord<T> {

  /** How the content is written down. */
  interface Form<T> {
    byte[] encode(T content);

    T decode(byte[] bytes) throws UnreadableRecordException;
  }

  /** Told what was seen. */
  interface Listener<T> {

    /** The record as read, as found in the way of a write, or as written. */
    void sighted(long version, Optional<T> content);

    /** A write that expected this version has no known outcome, and may still land. */
    void unresolved(long expectedVersion);

    /** It is not ours, or of a format this version does not know. */
    void unreadable();

    /** The answer has been taken in; decide what is next. */
    void settled();
  }

  static final Form<SessionRecord> SESSION =
      new Form<>() {
        @Override
        public byte[] encode(SessionRecord content) {
          return content.encode();
        }

        @Override
        public SessionRecord decode(byte[] bytes) throws UnreadableRecordException {
          return SessionRecord.decode(bytes);
        }
      };

  static final Form<ElectionRecord> ELECTION =
      new Form<>() {
        @Override
        public byte[] encode(ElectionRecord content) {
          return content.encode();
        }

        @Override
        public ElectionRecord decode(byte[] bytes) throws UnreadableRecordException {
          return ElectionRecord.decode(bytes);
        }
      };

  private static final Logger LOG = System.getLogger(SharedRecord.class.getName());

  private final RecordKey key;
  private final Form<T> form;
  private final Footing footing;
  private final boolean urgent;
  private final Listener<T> listener;
  private final HintedRead read;
  private @Nullable Registration watch;
  private long latest;
  private Optional<T> content = Optional.empty(); // At the latest version.
  private long complainedAbout;
  private boolean unreadable;
  private boolean writing;
  private long readyAt;

  /**
   * Touches nothing yet.
   *
   * @param urgent whether calls go before others that wait
   */
  SharedRecord(RecordKey key, Form<T> form, Footing footing, boolean urgent, Listener<T> listener) {
    this.key = key;
    this.form = form;
    this.footing = footing;
    this.urgent = urgent;
    this.listener = listener;
    this.readyAt = footing.now();
    this.read = new HintedRead(key, footing, urgent, this::isKnown, this::found);
  }

  RecordKey key() {
    return key;
  }

  /** Reads it now and after every hint. */
  void follow() {
    watch = footing.store().watch(key, read::hint);
    read.now();
  }

  void read() {
    read.now();
  }

  /** Reads it, and says when an answer was taken in that is newer than this call. */
  void afresh(Runnable told) {
    read.afresh(told);
  }

  void close() {
    if (watch != null) {
      watch.close();
    }
    read.close();
  }

  boolean isWriting() {
    return writing;
  }

  /** Nothing is written over what can not be read. */
  boolean isReadable() {
    return !unreadable;
  }

  /** When the store may be written to again; past, unless an outcome was not known. */
  long readyAt() {
    return readyAt;
  }

  /** Writes it if it is still at that version. Not while another write is under way. */
  void write(long expectedVersion, T wanted) {
    writing = true;
    read.hold();
    footing
        .store()
        .write(
            key,
            expectedVersion,
            form.encode(wanted),
            urgent,
            outcome -> {
              writing = false;
              take(expectedVersion, wanted, outcome);
              listener.settled();
              if (!writing) {
                read.release();
              }
            });
  }

  private void take(long expectedVersion, T written, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      sight(committed.version(), Optional.of(written));
    } else if (outcome instanceof WriteOutcome.Conflict conflict) {
      take(conflict.current());
    } else {
      LOG.log(Level.DEBUG, "A write of {0} has no known outcome", key);
      pause();
      listener.unresolved(expectedVersion);
    }
  }

  private void found(Optional<StoredRecord> found) {
    take(found);
    listener.settled();
  }

  private void take(Optional<StoredRecord> found) {
    if (found.isEmpty()) {
      sight(0, Optional.empty());
      return;
    }
    long version = found.get().version();
    if (version == latest && content.isPresent()) {
      unreadable = false;
      sight(version, content); // One version has one content.
      return;
    }
    try {
      T decoded = form.decode(found.get().value());
      unreadable = false;
      sight(version, Optional.of(decoded));
    } catch (UnreadableRecordException e) {
      unreadable = true;
      pause();
      complain(version, e);
      listener.unreadable();
    }
  }

  private void sight(long version, Optional<T> shown) {
    if (shown.isPresent() && version < latest) {
      pause(); // Older than what is known, so of no use; a store should not show it.
      return;
    }
    latest = version;
    content = shown;
    listener.sighted(version, shown);
  }

  private void complain(long version, UnreadableRecordException why) {
    if (version != complainedAbout) {
      complainedAbout = version;
      LOG.log(
          Level.ERROR,
          "The record "
              + key
              + " can not be read: "
              + why.getMessage()
              + ". Was it written by something else? Nothing is overwritten, and nobody leads by"
              + " it");
    }
  }

  /* Of a version that can not be read nothing is known but that. */
  private boolean isKnown(long version) {
    return version == latest && content.isPresent() && !unreadable;
  }

  private void pause() {
    readyAt = footing.now() + footing.pauseNanos();
  }
}
