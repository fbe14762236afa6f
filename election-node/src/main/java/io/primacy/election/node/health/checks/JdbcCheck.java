package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.health.database.JdbcAccess;
import io.primacy.election.spi.Setting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a database takes a new connection and runs a statement on it. */
final class JdbcCheck implements HealthCheck {

  private static final Setting<String> QUERY =
      Setting.text("query", "the statement to run").withDefault("select 1");

  static final CheckType TYPE =
      new CheckType(
          "jdbc",
          settings(),
          Rhythm.USUAL,
          settings -> new JdbcCheck(JdbcAccess.of(settings), settings.get(QUERY)));

  private final JdbcAccess access;
  private final String query;

  JdbcCheck(JdbcAccess access, String query) {
    this.access = access;
    this.query = query;
  }

  @Override
  public Verdict check(Duration limit) {
    try {
      access.with(limit, statement -> statement.execute(query));
      return Verdict.well("ran '" + query + "'");
    } catch (SQLException e) {
      return Verdict.ill(String.valueOf(e.getMessage()));
    }
  }

  private static List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(JdbcAccess.SETTINGS);
    all.add(QUERY);
    return all;
  }
}
