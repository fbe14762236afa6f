package io.primacy.election.raft;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether this voter's word counts when the voters choose a leader. A voter whose log is new does
 * not know what it acknowledged before, if there was a before: it is admitted once it has all that
 * a leader had whom others chose. Kept beside the log, so that it is lost with it.
 */
final class Admission {

  private static final String FILE = "admitted";

  private final Path log;
  private volatile boolean admitted;

  private Admission(Path log) {
    this.log = log;
    this.admitted = Files.exists(log.resolve(FILE));
  }

  static Admission in(Path log) {
    return new Admission(log);
  }

  boolean isAdmitted() {
    return admitted;
  }

  /** Remembers it for good. Idempotent. */
  void admit() throws IOException {
    if (admitted) {
      return;
    }
    Path file = log.resolve(FILE);
    Files.writeString(file, "has had everything there was\n", StandardOpenOption.CREATE);
    sync(file, StandardOpenOption.WRITE);
    sync(log, StandardOpenOption.READ);
    admitted = true;
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
