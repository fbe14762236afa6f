package io.primacy.example.sqlite;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.Fault;
import io.primacy.election.tck.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/** One file. Its service can not be killed, but taken away: by whoever holds its lock. */
final class SqliteHarness implements BackendHarness {

  private final ElectionProvider provider = new SqliteProvider();
  private final Path file;

  SqliteHarness() throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "sqlite"));
    this.file = Files.createTempDirectory(directory, "tck-").resolve("records");
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of("file", file.toString());
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int rulesAtOnce() {
    return 4;
  }

  @Override
  public Map<String, String> about() {
    return Map.of("client", "sqlite-jdbc " + SQLiteJDBCLoader.getVersion());
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.of(Fault.DELETE_RECORD, Fault.RESTART_SERVICE);
  }

  @Override
  public void deleteRecord(String namespace, RecordKey key) throws SQLException {
    try (Connection operator = operator();
        PreparedStatement delete =
            operator.prepareStatement("DELETE FROM record WHERE path = ?1")) {
      delete.setString(1, namespace + "/" + key);
      delete.executeUpdate();
    }
  }

  @Override
  public Outage stopService() throws SQLException {
    Connection operator = operator();
    try (Statement lock = operator.createStatement()) {
      lock.execute("BEGIN EXCLUSIVE");
    }
    return operator::close;
  }

  private Connection operator() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) eventually().toMillis());
    return config.createConnection("jdbc:sqlite:" + file);
  }
}
