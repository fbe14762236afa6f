package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The library's files as they lie on the disk, looked at before the library opens them: it stops
 * reading at the first thing it does not understand and goes on from there, without a word.
 *
 * <p>An entry in {@code entries.raft}: magic 1, length, term, index, internal, length of the
 * command, command. In {@code metadata.raft}: commit index, term, vote.
 */
final class LogFile {

  private static final Logger LOG = System.getLogger(LogFile.class.getName());

  private static final String ENTRIES = "entries.raft";
  private static final String METADATA = "metadata.raft";
  private static final int HEADER = 1 + Integer.BYTES + 2 * Long.BYTES + 1 + Integer.BYTES;

  private final Path directory;
  private final byte[] array;
  private final ByteBuffer bytes;
  private final long commitIndex;

  private long lastIndex;

  private LogFile(Path directory, byte[] array, long commitIndex) {
    this.directory = directory;
    this.array = array;
    this.bytes = ByteBuffer.wrap(array);
    this.commitIndex = commitIndex;
  }

  /**
   * Checks a log, and drops an entry at its end that was never written completely: nobody was told
   * that it was kept, since that is said only after it was.
   *
   * @throws BackendException when it is damaged otherwise
   */
  static void check(Path directory) {
    Path entries = directory.resolve(ENTRIES);
    Path metadata = directory.resolve(METADATA);
    boolean isNew = !Files.exists(entries) && !Files.exists(metadata);
    if (isNew && !Admission.in(directory).isAdmitted()) {
      return;
    }
    try {
      // Left by a crash while the log was shortened; the library would write into it.
      Files.deleteIfExists(directory.resolve(ENTRIES + ".tmp"));
      if (!Files.exists(entries) || !Files.exists(metadata) || Files.size(metadata) < 16) {
        throw damaged(directory, ENTRIES + " or " + METADATA + " is missing or too short");
      }
      long commitIndex = ByteBuffer.wrap(Files.readAllBytes(metadata)).getLong();
      new LogFile(directory, Files.readAllBytes(entries), commitIndex).check();
    } catch (IOException e) {
      throw new BackendException(
          "Asked to read the log in " + directory + "; " + e + ". See to the disk.", e);
    }
  }

  /**
   * Writes and syncs the entry that stands for a snapshot, the first of a log without others. The
   * library prepares it, and writes nothing of it.
   */
  static void writeFirst(Path directory, long index, long term) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(HEADER);
    entry.put((byte) 1).putInt(HEADER).putLong(term).putLong(index).put((byte) 0).putInt(0).flip();
    try (FileChannel file =
        FileChannel.open(directory.resolve(ENTRIES), StandardOpenOption.WRITE)) {
      while (entry.hasRemaining()) {
        file.write(entry);
      }
      file.force(true);
    }
  }

  private void check() throws IOException {
    int at = 0;
    while (isWholeAt(at)) {
      lastIndex = indexAt(at);
      at += totalAt(at);
    }
    if (lastIndex < commitIndex) {
      throw damaged(
          directory,
          "entry " + (lastIndex + 1) + " can not be read, and " + commitIndex + " were committed");
    }
    if (!isZeroFrom(at)) {
      requireEndFrom(at);
      truncate(at);
    }
  }

  private boolean isWholeAt(int at) {
    if (bytes.limit() - at < HEADER || bytes.get(at) != 1 || totalAt(at) > bytes.limit() - at) {
      return false;
    }
    int length = bytes.getInt(at + HEADER - Integer.BYTES);
    boolean follows = lastIndex == 0 || indexAt(at) == lastIndex + 1;
    boolean header = length >= 0 && totalAt(at) == HEADER + length && indexAt(at) > 0 && follows;
    return header && (length == 0 || Command.isWhole(array, at + HEADER, length));
  }

  /* Whether nothing that looks like a later entry follows: then it is the end that was cut off. */
  private void requireEndFrom(int at) {
    for (int next = at + 1; next < bytes.limit() - HEADER; next++) {
      int length = bytes.getInt(next + HEADER - Integer.BYTES);
      boolean looksLikeOne =
          bytes.get(next) == 1
              && length > 0
              && totalAt(next) == HEADER + length
              && indexAt(next) > lastIndex + 1
              && totalAt(next) <= bytes.limit() - next;
      if (looksLikeOne && Command.isWhole(array, next + HEADER, length)) {
        throw damaged(
            directory,
            "entry " + (lastIndex + 1) + " can not be read, but " + indexAt(next) + " follows");
      }
    }
  }

  private void truncate(int at) throws IOException {
    LOG.log(
        Level.WARNING,
        "The log in "
            + directory
            + " ends in the middle of entry "
            + (lastIndex + 1)
            + ", which was being written when the process ended. It is dropped.");
    try (FileChannel file =
        FileChannel.open(directory.resolve(ENTRIES), StandardOpenOption.WRITE)) {
      file.truncate(at);
      file.force(true);
    }
  }

  private boolean isZeroFrom(int at) {
    for (int i = at; i < bytes.limit(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private int totalAt(int at) {
    return bytes.getInt(at + 1);
  }

  private long indexAt(int at) {
    return bytes.getLong(at + 1 + Integer.BYTES + Long.BYTES);
  }

  static BackendException damaged(Path directory, String how) {
    return new BackendException(
        "Asked to read the log in "
            + directory
            + "; it is damaged: "
            + how
            + ". Nothing was changed. While the other voters run, give this one an empty directory:"
            + " it gets everything from them. docs/raft.md says how.");
  }
}
