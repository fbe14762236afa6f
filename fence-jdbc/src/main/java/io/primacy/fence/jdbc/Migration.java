package io.primacy.fence.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** Brings the schema to its present version, one script after the other. */
final class Migration {

  private static final List<String> SCRIPTS = List.of("V1__primacy_fence.sql");

  /* One node at a time, and none waits for ever for one that was stopped. */
  private static final String ALONE =
      "set local lock_timeout = '30s'; select pg_advisory_xact_lock(8102094117470888448)";

  private Migration() {}

  static int apply(Connection connection) throws SQLException {
    Postgres.require(connection);
    Postgres.inTransaction(
        connection,
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(ALONE);
            for (int next = version(statement); next < SCRIPTS.size(); next++) {
              statement.execute(script(SCRIPTS.get(next)));
            }
          }
        });
    return SCRIPTS.size();
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select to_regclass('primacy_fence_version')")) {
      if (!rows.next() || rows.getString(1) == null) {
        return 0;
      }
    }
    try (ResultSet rows =
        statement.executeQuery("select coalesce(max(version), 0) from primacy_fence_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static String script(String name) {
    try (InputStream in = Migration.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
