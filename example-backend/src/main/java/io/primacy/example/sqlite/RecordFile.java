package io.primacy.example.sqlite;

import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** An open connection to the file. Confined to one thread; each call waits for locks only. */
final class RecordFile implements AutoCloseable {

  /*
   * A record's version is the number of its row. AUTOINCREMENT gives no number twice for the life
   * of the file, not even when the row that had it was deleted; a row that is replaced gets the
   * next one. So versions rise with every write, over restarts, and over deletions by an operator.
   */
  private static final String SCHEMA =
      "CREATE TABLE IF NOT EXISTS record (version INTEGER PRIMARY KEY AUTOINCREMENT,"
          + " path TEXT NOT NULL UNIQUE, value BLOB NOT NULL)";

  private static final String READ = "SELECT version, value FROM record WHERE path = ?1";

  private static final String WRITE =
      "INSERT OR REPLACE INTO record (path, value) SELECT ?1, ?2"
          + " WHERE ?3 = coalesce((SELECT version FROM record WHERE path = ?1), 0)"
          + " RETURNING version";

  private final Connection connection;
  private boolean wrote; // Since changed() was asked.
  private long seen; // What the counter of others' commits was then.

  /** Opens or makes it; waits no longer than said for another process's lock, here and later. */
  RecordFile(Path file, Duration longestWait) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) longestWait.toMillis());
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      execute(SCHEMA);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Takes the file's lock: between this and {@link #commit} nobody else writes. */
  void begin() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  /** On the disk when it returns. When it throws, nobody knows. */
  void commit() throws SQLException {
    execute("COMMIT");
  }

  Optional<StoredRecord> read(String path) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setString(1, path);
      try (ResultSet row = read.executeQuery()) {
        return row.next()
            ? Optional.of(new StoredRecord(row.getLong(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }

  WriteOutcome write(String path, long expectedVersion, byte[] value) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setString(1, path);
      write.setBytes(2, value);
      write.setLong(3, expectedVersion);
      try (ResultSet row = write.executeQuery()) {
        if (row.next()) {
          wrote = true;
          return new WriteOutcome.Committed(row.getLong(1));
        }
      }
    }
    return new WriteOutcome.Conflict(read(path));
  }

  /** Whether anybody wrote since the last time this was asked: this connection, or another. */
  boolean changed() throws SQLException {
    try (Statement ask = connection.createStatement();
        ResultSet row = ask.executeQuery("PRAGMA data_version")) {
      boolean changed = wrote || row.getLong(1) != seen;
      wrote = false;
      seen = row.getLong(1);
      return changed;
    }
  }

  /** A transaction that was not committed is rolled back. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
