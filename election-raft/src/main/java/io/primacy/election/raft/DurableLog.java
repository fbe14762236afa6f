package io.primacy.election.raft;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;
import org.jgroups.Address;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.PersistentState;
import org.jspecify.annotations.Nullable;

/**
 * The library's log on disk, made fit to rely on: one thread at a time (the library reads it while
 * it votes, through the buffer it writes with), votes and snapshots synced, snapshots replaced as a
 * whole and with a checksum, terms that only rise, and errors of the disk told, where the library
 * prints and goes on.
 */
final class DurableLog extends FileBasedLog {

  private static final String SNAPSHOT = "snapshot";
  private static final String METADATA = "metadata.raft";

  private final Path directory;
  private final Disk disk = new Disk();
  private volatile Consumer<Throwable> onFailure = error -> {};

  private DurableLog(Path directory) {
    this.directory = directory;
  }

  /** Opens a log that was checked. */
  static DurableLog open(Path directory) throws Exception {
    DurableLog log = new DurableLog(directory);
    log.init(directory.toString(), Map.of());
    log.useFsync(true);
    return log;
  }

  /** Whom to tell when something could not be written: what is in memory is not on disk then. */
  void whenFailed(Consumer<Throwable> listener) {
    onFailure = listener;
  }

  /**
   * Brings a machine to where this log was committed.
   *
   * @throws io.primacy.election.spi.BackendException when an entry is missing
   */
  void replayInto(Machine machine) throws IOException {
    Optional<byte[]> snapshot = disk.call(this::readSnapshot);
    if (snapshot.isPresent()) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.get()));
      new PersistentState().readFrom(in); // The members, which the configuration says better.
      machine.records().readFrom(in);
    }
    long done = machine.records().index();
    if (firstAppended() > Math.max(done, 0) + 1 || commitIndex() < done) {
      throw LogFile.damaged(
          directory,
          "it begins at "
              + firstAppended()
              + " and was committed to "
              + commitIndex()
              + ", but the snapshot is of "
              + done);
    }
    for (long index = done + 1; index <= commitIndex(); index++) {
      LogEntry entry = get(index);
      if (entry == null) {
        throw LogFile.damaged(directory, "entry " + index + " is missing");
      }
      machine.replay(index, entry);
    }
  }

  @Override
  public long append(long index, LogEntries entries) {
    return disk.call(() -> appendOrFail(index, entries));
  }

  private long appendOrFail(long index, LogEntries entries) {
    try {
      long last = super.append(index, entries);
      if (last != index + entries.size() - 1) {
        throw new IllegalStateException("Entry " + (last + 1) + " could not be written");
      }
      return last;
    } catch (RuntimeException | AssertionError e) {
      onFailure.accept(e);
      throw e;
    }
  }

  @Override
  public void setSnapshot(ByteBuffer content) {
    disk.run(() -> writeSnapshot(content));
  }

  private void writeSnapshot(ByteBuffer content) {
    ByteBuffer body = content.duplicate();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    out.putInt(checksum(bytes)).put(bytes).flip();
    Path made = directory.resolve(SNAPSHOT + ".new");
    try {
      try (FileChannel file =
          FileChannel.open(
              made,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (out.hasRemaining()) {
          file.write(out);
        }
        file.force(true);
      }
      Files.move(made, directory.resolve(SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
      sync(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      // The log is still whole: it is not shortened, and the next attempt may succeed.
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable ByteBuffer getSnapshot() {
    return disk.call(this::readSnapshot).map(ByteBuffer::wrap).orElse(null);
  }

  private Optional<byte[]> readSnapshot() {
    Path file = directory.resolve(SNAPSHOT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
      boolean whole = in.remaining() >= Integer.BYTES;
      int expected = whole ? in.getInt() : 0;
      byte[] bytes = new byte[in.remaining()];
      in.get(bytes);
      if (!whole || checksum(bytes) != expected) {
        throw LogFile.damaged(directory, "the file named snapshot has a wrong checksum");
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Log votedFor(Address member) {
    return disk.call(() -> vote(member));
  }

  private Log vote(Address member) {
    Log log = super.votedFor(member);
    try {
      sync(directory.resolve(METADATA), StandardOpenOption.WRITE);
    } catch (IOException e) {
      onFailure.accept(e);
      throw new UncheckedIOException(e);
    }
    return log;
  }

  /** Terms only rise. The library writes down the term of old entries that are sent again. */
  @Override
  public Log currentTerm(long term) {
    return disk.call(() -> term > currentTerm() ? super.currentTerm(term) : this);
  }

  @Override
  public Log commitIndex(long index) {
    return disk.call(() -> super.commitIndex(index));
  }

  @Override
  public long firstAppended() {
    return disk.call(super::firstAppended);
  }

  @Override
  public long lastAppended() {
    return disk.call(super::lastAppended);
  }

  @Override
  public LogEntry get(long index) {
    return disk.call(() -> super.get(index));
  }

  @Override
  public void truncate(long index) {
    disk.run(() -> super.truncate(index));
  }

  @Override
  public void reinitializeTo(long index, LogEntry entry) {
    disk.run(
        () -> {
          long term = currentTerm();
          super.reinitializeTo(index, entry);
          writeFirst(index, entry);
          if (currentTerm() < term) {
            super.currentTerm(term);
          }
        });
  }

  private void writeFirst(long index, LogEntry entry) {
    try {
      LogFile.writeFirst(directory, index, entry.term());
    } catch (IOException e) {
      onFailure.accept(e);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deleteAllEntriesStartingFrom(long index) {
    disk.run(() -> super.deleteAllEntriesStartingFrom(index));
  }

  @Override
  public void forEach(ObjLongConsumer<LogEntry> function, long start, long end) {
    disk.run(() -> super.forEach(function, start, end));
  }

  /** Does nothing: the log outlives the channels that use it, one after the other. */
  @Override
  public void close() {}

  void closeFiles() {
    disk.run(super::close);
    disk.close();
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel file = FileChannel.open(path, option)) {
      file.force(true);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
