package io.primacy.election.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.raft.StateMachine;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the log to the records. Total: an entry that makes no sense is passed over, on every voter
 * alike; the library would swallow an exception and go on as well, but say nothing.
 */
final class Machine implements StateMachine {

  private static final Logger LOG = System.getLogger(Machine.class.getName());
  private static final byte[] NOTHING = new byte[0];

  private final Records records;
  private final Listener listener;
  private volatile long next;

  /** Hears of what happens to the records, on the library's thread: only to be told on. */
  interface Listener {
    void applied(Applied applied);

    /** Everything may have changed. */
    void replaced();
  }

  Machine(Records records, Listener listener) {
    this.records = records;
    this.listener = listener;
  }

  Records records() {
    return records;
  }

  /** Says which entry comes next: the library does not. */
  void nextIs(long index) {
    next = index;
  }

  /** Applies an entry that was committed by an earlier run, without telling anybody. */
  void replay(long index, LogEntry entry) {
    if (index <= records.index()) {
      return;
    }
    if (entry.internal() || entry.length() == 0) {
      records.skip(index);
    } else {
      applyTotally(index, entry.command(), entry.offset(), entry.length());
    }
  }

  @Override
  public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
    long index = next;
    if (index > records.index()) {
      Applied applied = applyTotally(index, data, offset, length);
      if (applied != null) {
        listener.applied(applied);
      }
    }
    return NOTHING;
  }

  @Override
  public void readContentFrom(DataInput in) throws IOException {
    records.readFrom(in);
    listener.replaced();
  }

  @Override
  public void writeContentTo(DataOutput out) throws IOException {
    records.writeTo(out);
  }

  private @Nullable Applied applyTotally(long index, byte[] data, int offset, int length) {
    try {
      return records.apply(index, Command.decode(data, offset, length));
    } catch (IllegalArgumentException e) {
      records.skip(index);
      LOG.log(Level.ERROR, "Entry " + index + " of the log was passed over: " + e.getMessage());
      return null;
    }
  }
}
