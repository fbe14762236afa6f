package io.primacy.bench;

import io.primacy.election.FencingToken;
import io.primacy.fence.jdbc.FenceEntry;
import io.primacy.fence.jdbc.JdbcFence;
import io.primacy.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a fence costs: 10,000 transactions with it and 10,000 without, on one connection to one
 * PostgreSQL that flushes each commit, in blocks that take turns. Once for the least transaction
 * there is, one insert, and once for the five statements of TPC-B, as pgbench has them.
 *
 * <p>docs/bench/README.md has the command.
 */
public final class FencedTransactions {

  private static final int EACH = 10_000;
  private static final int BLOCK = 250;
  private static final int WARM_UP = 4;

  private static final int ACCOUNTS = 100_000;

  /** What is done in a transaction. */
  private interface Work {
    void run() throws SQLException;
  }

  private final Random random = new Random(42);
  private final Connection connection;
  private final FenceEntry entry;

  private FencedTransactions(Connection connection, FenceEntry entry) {
    this.connection = connection;
    this.entry = entry;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      JdbcFence.migrate(connection);
      statement.execute("create table line (id serial primary key, token bigint, word text)");
      FenceEntry entry =
          JdbcFence.of(server.dataSource(), "ledger").enter(new FencingToken(41), "n1");
      for (String table : List.of("account", "teller", "branch")) {
        statement.execute("create table " + table + " (id int primary key, balance bigint)");
        statement.execute(
            "insert into " + table + " select i, 0 from generate_series(1, " + ACCOUNTS + ") i");
      }
      statement.execute("vacuum analyze");
      connection.setAutoCommit(false);
      FencedTransactions bench = new FencedTransactions(connection, entry);
      bench.measure("one insert", bench::insert);
      bench.measure("TPC-B, five statements", bench::transfer);
    }
  }

  private void measure(String what, Work work) throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> fenced = new ArrayList<>();
    for (int block = -WARM_UP; block < EACH / BLOCK; block++) {
      boolean plainFirst = block % 2 == 0; // So that neither always follows the other.
      double first = block(!plainFirst, work);
      double second = block(plainFirst, work);
      if (block >= 0) {
        plain.add(plainFirst ? first : second);
        fenced.add(plainFirst ? second : first);
        ratios.add(plainFirst ? second / first : first / second);
      }
    }
    System.out.printf(
        "%s: fenced %.3f times the time of unfenced (median of %d pairs of blocks;"
            + " 10%% %.3f, 90%% %.3f); sums %.3f%n",
        what,
        quantile(ratios, 0.5),
        ratios.size(),
        quantile(ratios, 0.1),
        quantile(ratios, 0.9),
        sum(fenced) / sum(plain));
    System.out.printf(
        "%d of each; a transaction takes %.3f ms unfenced, %.3f ms fenced (medians)%n",
        EACH, quantile(plain, 0.5) / BLOCK, quantile(fenced, 0.5) / BLOCK);
  }

  /** Milliseconds for a block. */
  private double block(boolean fenced, Work work) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < BLOCK; i++) {
      if (fenced) {
        entry.guard(connection);
      }
      work.run();
      connection.commit();
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private void insert() throws SQLException {
    run("insert into line (token, word) values (?, ?)", entry.token().value(), "a line");
  }

  private void transfer() throws SQLException {
    int account = 1 + random.nextInt(ACCOUNTS);
    int amount = random.nextInt(10_000) - 5_000;
    run("update account set balance = balance + ? where id = ?", amount, account);
    run("select balance from account where id = ?", account);
    run("update teller set balance = balance + ? where id = ?", amount, 1 + account % 10);
    run("update branch set balance = balance + ? where id = ?", amount, 1);
    run("insert into line (token, word) values (?, ?)", entry.token().value(), "moved " + amount);
  }

  private void run(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    }
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double quantile(List<Double> values, double quantile) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * quantile))];
  }
}
