package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory a voter keeps its log in: used by one process at a time, and only by the voter it
 * was made for.
 */
final class LogDirectory implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String IDENTITY = "identity";
  private static final String LOG = "log";

  private final Path path;
  private final FileChannel lockFile;

  private LogDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes a directory, which is made if there is none.
   *
   * @param identity whose it is, in lines for people
   * @throws BackendException when it can not be used; nothing in it is changed then
   */
  static LogDirectory take(Path path, String identity) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      requireLock(path, lockFile);
      requireIdentity(path, identity);
      return new LogDirectory(path, lockFile);
    } catch (IOException e) {
      closeQuietly(lockFile);
      throw new BackendException(
          "Asked to keep the log in "
              + path
              + "; it can not be written: "
              + e
              + ". Let this user write there, or set election.raft.log-dir.",
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
              + " voter a directory of its own with election.raft.log-dir.");
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
                + ". Nothing was changed. Correct election.raft.cluster, id, members or log-dir;"
                + " docs/raft.md says how members are replaced.");
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
              + " Bring that file back, or give another directory with election.raft.log-dir.");
    }
    Path made = path.resolve(IDENTITY + ".new");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(java.nio.ByteBuffer.wrap(identity.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(made, file);
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
