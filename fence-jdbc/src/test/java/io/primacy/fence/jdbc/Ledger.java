package io.primacy.fence.jdbc;

import io.primacy.election.FencingToken;
import io.primacy.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** What leaders write in these tests: lines with the token they were written under. */
final class Ledger {

  static final String ELECTION = "ledger";

  /**
   * A thread for each task: on two cores the common pool has one, since JDK 25 for these as well,
   * and tasks that wait for one another would wait for ever.
   */
  static final Executor THREADS =
      task -> {
        Thread thread = new Thread(task, "beside-the-test");
        thread.setDaemon(true);
        thread.start();
      };

  private final DataSource source;

  Ledger(DataSource source) {
    this.source = source;
  }

  /** An empty one, and nobody has entered. */
  static Ledger on(PostgresServer server) throws SQLException {
    Ledger ledger = new Ledger(server.dataSource());
    ledger.run("drop table if exists primacy_fence, primacy_fence_version, line");
    ledger.run("create table line (id serial, token bigint not null, word text not null)");
    try (Connection connection = ledger.source.getConnection()) {
      JdbcFence.migrate(connection);
    }
    return ledger;
  }

  /** A fence as a process of its own has it. */
  JdbcFence fence() {
    return JdbcFence.of(source, ELECTION);
  }

  static FencingToken token(long value) {
    return new FencingToken(value);
  }

  static void write(Connection connection, FencingToken token, String word) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into line (token, word) values (?, ?)")) {
      statement.setLong(1, token.value());
      statement.setString(2, word);
      statement.execute();
    }
  }

  /** What was committed, in its order. */
  List<String> lines() throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select token, word from line order by id")) {
      while (rows.next()) {
        lines.add(rows.getLong(1) + " " + rows.getString(2));
      }
    }
    return lines;
  }

  void run(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
