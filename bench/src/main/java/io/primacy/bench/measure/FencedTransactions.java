package io.primacy.bench.measure;

import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
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
import java.util.List;
import java.util.Random;

/**
 * What a fence costs: transactions without one, transactions that are checked with their commit,
 * and transactions that are guarded at their beginning, on one connection to one PostgreSQL that
 * flushes each commit, in short blocks that take turns.
 */
final class FencedTransactions implements Measurement {

  private static final int EACH = 10_000;
  private static final int EACH_QUICK = 500;
  private static final int BLOCK = 50; // Short, so that what else the machine does meets all.
  private static final int WARM_UP = 20;
  private static final int WARM_UP_QUICK = 5;

  private static final int ACCOUNTS = 100_000;

  private static final String INSERT = "one insert";
  private static final String TPC_B = "TPC-B, five statements";

  /** What is done in a transaction. */
  private interface Work {
    void run() throws SQLException;
  }

  /** How a transaction is fenced. */
  private enum Fence {
    NONE("no fence"),
    COMMIT("checked with the commit"),
    GUARD("guarded at the beginning");

    private final String words;

    Fence(String words) {
      this.words = words;
    }
  }

  @Override
  public String name() {
    return "fence";
  }

  @Override
  public String title() {
    return "Fenced transactions";
  }

  @Override
  public String about() {
    return "One connection to one PostgreSQL on loopback that flushes each commit, in blocks of "
        + BLOCK
        + " transactions that take turns; a value is the mean of a block. The least transaction there"
        + " is, one insert, and the five statements of TPC-B, as pgbench has them.";
  }

  @Override
  public String baseline() {
    return Fence.NONE.words;
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio(Fence.COMMIT.words, INSERT, Fence.NONE.words, 1.1),
        Goal.ratio(Fence.COMMIT.words, TPC_B, Fence.NONE.words, 1.1));
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    Samples samples = new Samples();
    try (PostgresServer server = PostgresServer.start();
        Connection connection = server.dataSource().getConnection()) {
      FenceEntry entry = prepare(server, connection);
      Teller teller = new Teller(connection, entry);
      int blocks = (quick ? EACH_QUICK : EACH) / BLOCK;
      int warmUp = quick ? WARM_UP_QUICK : WARM_UP;
      measure(teller, INSERT, teller::insert, warmUp, blocks, samples, progress);
      measure(teller, TPC_B, teller::transfer, warmUp, blocks, samples, progress);
    }
    return samples.figures();
  }

  private static FenceEntry prepare(PostgresServer server, Connection connection) throws Exception {
    JdbcFence.migrate(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = '60s'"); // As commit demands.
      statement.execute("create table line (id serial primary key, token bigint, word text)");
      for (String table : List.of("account", "teller", "branch")) {
        statement.execute("create table " + table + " (id int primary key, balance bigint)");
        statement.execute(
            "insert into " + table + " select i, 0 from generate_series(1, " + ACCOUNTS + ") i");
      }
      statement.execute("vacuum analyze");
    }
    FenceEntry entry =
        JdbcFence.of(server.dataSource(), "ledger").enter(new FencingToken(41), "n1");
    connection.setAutoCommit(false);
    return entry;
  }

  private static void measure(
      Teller teller,
      String what,
      Work work,
      int warmUp,
      int blocks,
      Samples samples,
      Progress progress)
      throws Exception {
    List<Fence> order = new ArrayList<>(List.of(Fence.values()));
    for (int block = -warmUp; block < blocks; block++) {
      progress.at(Math.max(0, block), blocks, what);
      Collections.rotate(order, 1); // So that none always follows the same.
      for (Fence fence : order) {
        double time = teller.block(fence, work);
        if (block >= 0) {
          samples.add(fence.words, what, "ms", time / BLOCK);
        }
      }
    }
  }

  /** Who makes the transactions. */
  private static final class Teller {
    private final Random random = new Random(42);
    private final Connection connection;
    private final FenceEntry entry;

    Teller(Connection connection, FenceEntry entry) {
      this.connection = connection;
      this.entry = entry;
    }

    /** Milliseconds for a block. */
    double block(Fence fence, Work work) throws Exception {
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

    void insert() throws SQLException {
      run("insert into line (token, word) values (?, ?)", entry.token().value(), "a line");
    }

    void transfer() throws SQLException {
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
  }
}
