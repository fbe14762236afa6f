package io.primacy.bench;

import io.primacy.election.FencingToken;
import io.primacy.fence.jdbc.FenceEntry;
import io.primacy.fence.jdbc.JdbcFence;
import io.primacy.fence.jdbc.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fence costs: 10,000 transactions with it and 10,000 without, on one connection to one
 * PostgreSQL that flushes each commit, in blocks that take turns.
 *
 * <p>docs/bench/README.md has the command.
 */
public final class FencedTransactions {

  private static final int EACH = 10_000;
  private static final int BLOCK = 250;
  private static final int WARM_UP = 4;

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
      connection.setAutoCommit(false);
      new FencedTransactions(connection, entry).measure();
    }
  }

  private void measure() throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> fenced = new ArrayList<>();
    for (int block = -WARM_UP; block < EACH / BLOCK; block++) {
      boolean plainFirst = block % 2 == 0; // So that neither always follows the other.
      double first = block(!plainFirst);
      double second = block(plainFirst);
      if (block >= 0) {
        plain.add(plainFirst ? first : second);
        fenced.add(plainFirst ? second : first);
        ratios.add(plainFirst ? second / first : first / second);
      }
    }
    System.out.printf(
        "fenced transactions: %.3f times the time of unfenced ones (median of %d pairs of blocks;"
            + " 10%% %.3f, 90%% %.3f); sums %.3f%n",
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
  private double block(boolean fenced) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < BLOCK; i++) {
      if (fenced) {
        entry.guard(connection);
      }
      write();
      connection.commit();
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private void write() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into line (token, word) values (?, ?)")) {
      statement.setLong(1, entry.token().value());
      statement.setString(2, "something worth a line in a ledger");
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
