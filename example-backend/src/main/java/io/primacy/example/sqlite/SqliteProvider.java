package io.primacy.example.sqlite;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Offers elections among processes of one machine, over one file that they share. */
public final class SqliteProvider implements ElectionProvider {

  static final Setting<Path> FILE =
      Setting.of("file", "the SQLite file, on a local disk", "write a path", Path::of);

  static final Setting<Duration> POLL =
      Setting.duration("poll", "how often to look whether another process wrote")
          .withDefault(Duration.ofMillis(25));

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FILE, POLL);
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.SURVIVES_FULL_RESTART,
        Capability.SURVIVES_OPERATOR_DELETION,
        Capability.REMOTE_CLIENTS);
  }

  @Override
  public ElectionBackend open(BackendContext context) {
    Path file = context.settings().get(FILE).toAbsolutePath();
    Path directory = file.getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(file)) {
      throw new BackendException(
          "election.sqlite.file = " + file + " can not be a file: its directory must be writable.");
    }
    return new SqliteBackend(file, context);
  }
}
