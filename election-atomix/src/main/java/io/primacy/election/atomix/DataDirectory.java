package io.primacy.election.atomix;

import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory a voter keeps its log in: used by one process at a time, and only by the voter it
 * was made for.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String IDENTITY = "identity";
  private static final String LOG = "log";
  private static final String ARRIVAL = "arrival";

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes a directory, which is made if there is none.
   *
   * @param identity whose it is, in lines for people
   * @throws BackendException when it can not be used; nothing in it is changed then
   */
  static DataDirectory take(Path path, String identity) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      requireLock(path, lockFile);
      requireIdentity(path, identity);
      return new DataDirectory(path, lockFile);
    } catch (IOException e) {
      closeQuietly(lockFile);
      throw new BackendException(
          "Asked to keep the log in "
              + path
              + "; it can not be written: "
              + e
              + ". Let this user write there, or set election.atomix.data-dir.",
          e);
    } catch (BackendException e) {
      closeQuietly(lockFile);
      throw e;
    }
  }

  /** Where the log itself is. */
  Path log() {
    return path.resolve(LOG);
  }

  /**
   * What a voter whose directory was empty has to reach before it votes: empty when it did, an
   * empty text when that is not known yet.
   */
  Optional<String> arrival() {
    try {
      Path file = path.resolve(ARRIVAL);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void noteArrival(String until) {
    try {
      write(path, ARRIVAL, until);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void endArrival() {
    try {
      Files.deleteIfExists(path.resolve(ARRIVAL));
    } catch (IOException e) {
      // It is read again at the next start, and found to be reached.
    }
  }

  @Override
  public void close() {
    closeQuietly(lockFile);
  }

  private static void requireLock(Path path, FileChannel lockFile) throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new BackendException(
          "Asked to keep the log in "
              + path
              + "; another process, or another part of this one, uses it. Stop that, or give each"
              + " voter a directory of its own with election.atomix.data-dir.");
    }
  }

  private static void requireIdentity(Path path, String identity) throws IOException {
    Path file = path.resolve(IDENTITY);
    if (Files.exists(file)) {
      String found = Files.readString(file);
      if (!found.equals(identity)) {
        throw new BackendException(
            "Asked to keep the log of "
                + oneLine(identity)
                + " in "
                + path
                + "; it holds that of "
                + oneLine(found)
                + ". Nothing was changed. Correct election.atomix.cluster, id, members or data-dir;"
                + " docs/atomix.md says how members are replaced.");
      }
      return;
    }
    if (Files.exists(path.resolve(LOG))) {
      throw new BackendException(
          "Asked to keep the log of "
              + oneLine(identity)
              + " in "
              + path
              + "; there is a log, but no file named identity to tell whose. Nothing was changed."
              + " Bring that file back, or give another directory with election.atomix.data-dir.");
    }
    write(path, ARRIVAL, "");
    write(path, IDENTITY, identity);
  }

  private static void write(Path path, String name, String content) throws IOException {
    Path made = path.resolve(name + ".new");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(made, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String oneLine(String identity) {
    try (Stream<String> lines = identity.lines()) {
      return String.join(", ", lines.toList());
    }
  }

  private static void closeQuietly(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
