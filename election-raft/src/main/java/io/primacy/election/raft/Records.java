package io.primacy.election.raft;

import io.primacy.election.spi.StoredRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state every voter holds: records by path, and the one counter all versions come from. Equal
 * logs make equal states. Thread-safe.
 */
final class Records {

  private static final int FORMAT = 1;

  private Map<String, StoredRecord> records = new LinkedHashMap<>(); // Guarded by this.
  private Answers answers = new Answers(); // Guarded by this.
  private long counter; // Guarded by this.
  private long index; // Guarded by this.

  /**
   * A record, and the highest version given when it was looked at.
   *
   * @param counter a replica that has given this version shows nothing older
   */
  record Reading(Optional<StoredRecord> record, long counter) {}

  /** The entry of the log that was applied last. */
  synchronized long index() {
    return index;
  }

  /** The highest version given so far. */
  synchronized long counter() {
    return counter;
  }

  synchronized Reading read(String path) {
    return new Reading(Optional.ofNullable(records.get(path)), counter);
  }

  /** Applies the entry at an index of the log. */
  synchronized Applied apply(long at, Command command) {
    index = at;
    if (command.kind() == Command.Kind.BARRIER) {
      return new Applied(command.id(), "", 0, Optional.empty(), counter);
    }
    OptionalLong known = answers.find(command.id());
    if (known.isPresent()) {
      return applied(command.id(), command.path(), known.getAsLong());
    }
    StoredRecord found = records.get(command.path());
    long version = 0;
    if (command.expected() == (found == null ? 0 : found.version())) {
      version = ++counter;
      records.put(command.path(), new StoredRecord(version, command.value()));
    }
    answers.add(command.id(), version);
    return applied(command.id(), command.path(), version);
  }

  /** Passes over the entry at an index of the log. */
  synchronized void skip(long at) {
    index = at;
  }

  /** What became of a write, if it is still remembered. */
  synchronized Optional<Applied> answer(RequestId id, String path) {
    OptionalLong version = answers.find(id);
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(applied(id, path, version.getAsLong()));
  }

  synchronized void writeTo(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeLong(index);
    out.writeLong(counter);
    out.writeInt(records.size());
    for (Map.Entry<String, StoredRecord> entry : records.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue().version());
      out.writeInt(entry.getValue().value().length);
      out.write(entry.getValue().value());
    }
    answers.writeTo(out);
  }

  /** Replaces everything by what was written, or nothing if that can not be read. */
  void readFrom(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("A snapshot has format " + format + ", which is not known here");
    }
    long newIndex = in.readLong();
    long newCounter = in.readLong();
    Map<String, StoredRecord> newRecords = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      long version = in.readLong();
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      newRecords.put(path, new StoredRecord(version, value));
    }
    Answers newAnswers = Answers.readFrom(in);
    synchronized (this) {
      records = newRecords;
      answers = newAnswers;
      counter = newCounter;
      index = newIndex;
    }
  }

  private synchronized Applied applied(RequestId id, String path, long version) {
    Optional<StoredRecord> current =
        version == 0 ? Optional.ofNullable(records.get(path)) : Optional.empty();
    return new Applied(id, path, version, current, counter);
  }
}
