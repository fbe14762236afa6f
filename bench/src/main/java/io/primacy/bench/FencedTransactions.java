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
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a fence costs: 10,000 transactions without one, 10,000 that are checked with their commit
 * and 10,000 that are guarded at their beginning, on one connection to one PostgreSQL that flushes
 * each commit, in short blocks that take turns. Once for the least transaction there is, one
 * insert, and once for the five statements of TPC-B, as pgbench has them.
 *
 * <p>docs/bench/README.md has the command.
 */
public final class FencedTransactions {

  private static final int EACH = 10_000;
  private static final int BLOCK = 50; // Short, so that what else the machine does meets all.
  private static final int WARM_UP = 20;

  private static final int ACCOUNTS = 100_000;

  /** What is done in a transaction, or with it. */
  private interface Work {
    void run() throws Exception;
  }

  /** How a transaction is fenced. */
  private enum Fence {
    NONE,
    COMMIT,
    GUARD
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
      statement.execute("set idle_in_transaction_session_timeout = '60s'"); // As commit demands.
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
    Map<Fence, List<Double>> times = new EnumMap<>(Fence.class);
    List<Fence> order = new ArrayList<>(List.of(Fence.values()));
    for (int block = -WARM_UP; block < EACH / BLOCK; block++) {
      Collections.rotate(order, 1); // So that none always follows the same.
      for (Fence fence : order) {
        double time = block(fence, work);
        if (block >= 0) {
          times.computeIfAbsent(fence, first -> new ArrayList<>()).add(time);
        }
      }
    }
    System.out.printf("%n%s, %d of each:%n", what, EACH);
    System.out.println("fence       ms  fenced / unfenced: median    10%    90%  of sums");
    List<Double> plain = times.getOrDefault(Fence.NONE, List.of());
    times.forEach((fence, fenced) -> print(fence, fenced, plain));
  }

  private static void print(Fence fence, List<Double> fenced, List<Double> plain) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      ratios.add(fenced.get(i) / plain.get(i));
    }
    System.out.printf(
        "%-8s %.3f  %25.3f %6.3f %6.3f %8.3f%n",
        fence.name().toLowerCase(Locale.ROOT),
        quantile(fenced, 0.5) / BLOCK,
        quantile(ratios, 0.5),
        quantile(ratios, 0.1),
        quantile(ratios, 0.9),
        sum(fenced) / sum(plain));
  }

  /** Milliseconds for a block. */
  private double block(Fence fence, Work work) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < BLOCK; i++) {
      if (fence == Fence.GUARD) {
        entry.guard(connection);
      }
      work.run();
      if (fence == Fence.COMMIT) {
        entry.commit(connection);
      } else {
        connection.commit();
      }
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
