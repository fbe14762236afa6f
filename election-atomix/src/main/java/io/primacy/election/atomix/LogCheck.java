package io.primacy.election.atomix;

import io.atomix.storage.journal.JournalSegmentDescriptor;
import io.atomix.storage.journal.JournalSegmentFile;
import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Whether a voter's log is whole. The library drops everything behind the first damage it finds,
 * acknowledged or not, and goes on; so it is not let near a log that has some. Snapshots carry no
 * checksum and are not seen through.
 */
final class LogCheck {

  private static final int HEAD = Integer.BYTES + Integer.BYTES;
  private static final String SNAPSHOT = ".snapshot";

  private final Path log;
  private final String name;

  private record Segment(Path file, long first, ByteBuffer bytes) {}

  private LogCheck(Path log, String name) {
    this.log = log;
    this.name = name;
  }

  /**
   * @param name what the library calls this log
   * @throws BackendException when it is damaged; nothing is changed then
   */
  static void requireWhole(Path log, String name) {
    if (Files.exists(log)) {
      try {
        new LogCheck(log, name).check();
      } catch (IOException e) {
        throw new BackendException("Asked to read the log in " + log + "; that failed: " + e, e);
      }
    }
  }

  private void check() throws IOException {
    List<Segment> segments = segments();
    if (segments.isEmpty()) {
      return;
    }
    if (!Files.exists(log.resolve(name + ".meta"))) {
      throw damaged("there are entries, but no file " + name + ".meta with term and vote");
    }
    long first = segments.get(0).first();
    if (first > snapshot() + 1) {
      throw damaged("it begins with entry " + first + ", and no snapshot leads up to that");
    }
    long next = first;
    for (Segment segment : segments) {
      if (segment.first() != next) {
        throw damaged("entry " + next + " is missing before " + segment.file().getFileName());
      }
      next += entries(segment);
    }
  }

  private List<Segment> segments() throws IOException {
    List<Segment> found = new ArrayList<>();
    for (Path file : files(path -> JournalSegmentFile.isSegmentFile(name, fileName(path)))) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      if (bytes.remaining() < JournalSegmentDescriptor.BYTES) {
        throw damaged(fileName(file) + " is cut off");
      }
      JournalSegmentDescriptor descriptor =
          new JournalSegmentDescriptor(bytes.slice(0, JournalSegmentDescriptor.BYTES));
      if (bytes.remaining() < descriptor.maxSegmentSize() || descriptor.index() <= 0) {
        throw damaged(fileName(file) + " is cut off");
      }
      found.add(
          new Segment(file, descriptor.index(), bytes.position(JournalSegmentDescriptor.BYTES)));
    }
    found.sort(Comparator.comparingLong(Segment::first));
    return found;
  }

  private long entries(Segment segment) {
    ByteBuffer bytes = segment.bytes();
    long count = 0;
    while (bytes.remaining() >= HEAD) {
      int length = bytes.getInt();
      int checksum = bytes.getInt();
      if (length == 0) {
        return count;
      }
      if (length < 0 || length > bytes.remaining() || !matches(bytes, length, checksum)) {
        throw damaged("entry " + (segment.first() + count) + " is not what was written");
      }
      bytes.position(bytes.position() + length);
      count++;
    }
    return count;
  }

  private static boolean matches(ByteBuffer bytes, int length, int checksum) {
    CRC32 crc = new CRC32();
    crc.update(bytes.slice(bytes.position(), length));
    return (int) crc.getValue() == checksum;
  }

  private long snapshot() throws IOException {
    return files(path -> fileName(path).startsWith(name + "-") && fileName(path).endsWith(SNAPSHOT))
        .stream()
        .map(LogCheck::fileName)
        .mapToLong(
            file ->
                Long.parseLong(
                    file.substring(name.length() + 1, file.length() - SNAPSHOT.length())))
        .max()
        .orElse(0);
  }

  private List<Path> files(java.util.function.Predicate<Path> which) throws IOException {
    try (Stream<Path> all = Files.list(log)) {
      return all.filter(Files::isRegularFile).filter(which).toList();
    }
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  private BackendException damaged(String how) {
    return new BackendException(
        "Asked to keep the log in "
            + log
            + "; it is damaged: "
            + how
            + ". Nothing was changed. While all the others run, set this directory aside and start"
            + " this voter with an empty one; docs/atomix.md says how.");
  }
}
