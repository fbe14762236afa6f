package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Whether a directory has room, and takes a file whose content reaches the disk. */
final class DiskCheck implements HealthCheck {

  private static final Setting<Path> DIRECTORY =
      Setting.of("directory", "where to write", "write a path", Path::of);
  private static final Setting<Long> FREE =
      Setting.of("free", "how much must be free there", Bytes.FORM, Bytes::parse)
          .withDefault(Bytes.parse("1GiB"));

  static final CheckType TYPE =
      new CheckType(
          "disk",
          List.of(DIRECTORY, FREE),
          Rhythm.USUAL,
          settings -> new DiskCheck(settings.get(DIRECTORY), settings.get(FREE)));

  private static final int BLOCK = 4096;

  private final Path directory;
  private final long asked;

  DiskCheck(Path directory, long asked) {
    this.directory = directory;
    this.asked = asked;
  }

  @Override
  public Verdict check(Duration limit) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Verdict.ill(directory + " is no directory");
    }
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < asked) {
      return Verdict.ill(Bytes.text(free) + " free, asked " + Bytes.text(asked));
    }
    try {
      write();
    } catch (IOException e) {
      return Verdict.ill("can not write to " + directory + ": " + e.getMessage());
    }
    return Verdict.well(Bytes.text(free) + " free");
  }

  /* A file of one name each time, so that a crash leaves one at most. */
  private void write() throws IOException {
    Path file = directory.resolve(".primacy-disk-check-" + ProcessHandle.current().pid());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.allocate(BLOCK));
      channel.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
