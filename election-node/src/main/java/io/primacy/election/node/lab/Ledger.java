package io.primacy.election.node.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that several processes append to, and that accepts an append only with a token not below
 * the highest it has accepted. What it refuses it writes to a list beside it.
 *
 * <p>This is what makes fencing work: the resource checks, whatever the writer believes. The file
 * itself is the memory, so nothing is forgotten with a process; an append that a dead process left
 * unfinished was never accepted, and is cut off by the next one.
 */
public final class Ledger implements AutoCloseable {

  /** What became of an append. */
  sealed interface Outcome {
    /** It is in the ledger. */
    record Accepted(LedgerEntry entry) implements Outcome {}

    /** It is not, and never will be; the entry is in the list of refusals. */
    record Refused(LedgerEntry entry) implements Outcome {}
  }

  private static final int LONGEST_ENTRY = 4096;

  private final Path file;
  private final FileChannel accepted;
  private final FileChannel refused;

  private Ledger(Path file, FileChannel accepted, FileChannel refused) {
    this.file = file;
    this.accepted = accepted;
    this.refused = refused;
  }

  static Ledger open(Path file) throws IOException {
    FileChannel accepted = openToAppend(file);
    return new Ledger(file, accepted, openToAppend(refusals(file)));
  }

  /** Where the refusals of a ledger are. */
  public static Path refusals(Path ledger) {
    return ledger.resolveSibling(ledger.getFileName() + ".refused");
  }

  /** All that was accepted, in order. What is unfinished at the end was not. */
  public static List<LedgerEntry> read(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    List<LedgerEntry> entries = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      entries.add(parse(file, line));
    }
    return entries;
  }

  /** Appends if the token is not below the highest, waiting for whoever is appending just now. */
  Outcome append(long token, String node, String id) throws IOException {
    // A file lock is held by the process; the monitor keeps its threads apart.
    synchronized (Ledger.class) {
      FileLock lock = accepted.lock();
      try {
        Optional<LedgerEntry> last = last();
        long highest = last.map(LedgerEntry::token).orElse(0L);
        long sequence = last.map(LedgerEntry::sequence).orElse(0L) + 1;
        LedgerEntry entry = new LedgerEntry(sequence, token, highest, node, id);
        boolean accept = token >= highest;
        write(accept ? accepted : refused, entry);
        return accept ? new Outcome.Accepted(entry) : new Outcome.Refused(entry);
      } finally {
        lock.release();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (accepted) {
      refused.close();
    }
  }

  /* The last whole line, at the end of which the next one goes. */
  private Optional<LedgerEntry> last() throws IOException {
    long size = accepted.size();
    int length = (int) Math.min(size, 2 * LONGEST_ENTRY);
    ByteBuffer tail = ByteBuffer.allocate(length);
    while (tail.hasRemaining() && accepted.read(tail, size - length + tail.position()) >= 0) {}
    // One byte is one character here, so that positions are bytes.
    String text = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n') + 1;
    accepted.truncate(size - length + end);
    if (end == 0) {
      return Optional.empty();
    }
    String line = text.substring(text.lastIndexOf('\n', end - 2) + 1, end - 1);
    return Optional.of(parse(file, line));
  }

  private static void write(FileChannel channel, LedgerEntry entry) throws IOException {
    byte[] bytes = (entry.line() + "\n").getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > LONGEST_ENTRY) {
      throw new IOException(
          "An entry of " + bytes.length + " bytes: at most " + LONGEST_ENTRY + ".");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long position = channel.size();
    while (buffer.hasRemaining()) {
      position += channel.write(buffer, position);
    }
  }

  private static LedgerEntry parse(Path file, String line) throws IOException {
    return LedgerEntry.parse(line)
        .orElseThrow(() -> new IOException("Ledger " + file + " is damaged at: " + line));
  }

  private static FileChannel openToAppend(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
