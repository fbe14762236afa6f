package io.primacy.election.node.health.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** A server of PostgreSQL. Any user that may connect may ask. */
public record PostgresqlServer(JdbcAccess access) implements DatabaseServer {

  /* A primary that an operator made read only, to move away from it, takes no writes either. */
  private static final String QUESTION =
      "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'";

  @Override
  public DatabaseRole role(Duration limit) throws SQLException {
    return access.with(
        limit,
        statement -> {
          try (ResultSet row = statement.executeQuery(QUESTION)) {
            return row.next() && row.getBoolean(1) ? DatabaseRole.PRIMARY : DatabaseRole.STANDBY;
          }
        });
  }
}
