package io.primacy.fence.jdbc;

import static io.primacy.fence.jdbc.Ledger.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that are checked together with their commit, on a real PostgreSQL. */
@Timeout(120)
class FencedCommitTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String BOUNDED = "&options=-c%20idle_in_transaction_session_timeout=60s";

  /* More than pgjdbc runs before it keeps a statement on the server. */
  private static final int OFTEN = 12;

  private static PostgresServer server;
  private Ledger ledger;
  private FenceEntry first;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void enter() throws Exception {
    ledger = Ledger.on(server);
    first = ledger.fence().enter(token(41), "n1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&autosave=always",
        "&autosave=conservative",
        "&prepareThreshold=0",
        "&prepareThreshold=1",
        "&preferQueryMode=simple",
        "&preferQueryMode=extendedCacheEverything"
      })
  void oneRoundTripEndsTheTransactionHoweverTheDriverSendsIt(String setting) throws Exception {
    List<String> expected = new ArrayList<>();
    try (Connection connection = open(setting)) {
      for (int i = 0; i < OFTEN; i++) {
        write(connection, "kept " + i);
        first.commit(connection);
        expected.add("41 kept " + i);
        write(connection, "left");
        connection.rollback();
      }
      ledger.fence().enter(token(42), "n2");
      for (int i = 0; i < OFTEN; i++) {
        write(connection, "late");
        assertThrows(StaleTokenException.class, () -> first.commit(connection));
      }
    }
    assertEquals(expected, ledger.lines());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void aTransactionThatBeganBeforeALaterLeaderEnteredIsRefused(int level) throws Exception {
    try (Connection connection = open("")) {
      connection.setTransactionIsolation(level);
      write(connection, "late");
      connection.createStatement().executeQuery("select * from primacy_fence").close();
      ledger.fence().withPatience(LONG).enter(token(42), "n2"); // Waits for nobody.
      StaleTokenException stale =
          assertThrows(StaleTokenException.class, () -> first.commit(connection));
      assertEquals(token(42), stale.highest());
      connection.commit(); // It was rolled back.
    }
    assertEquals(List.of(), ledger.lines());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void aCommitThatWaitsForALaterLeaderIsRefused(int level) throws Exception {
    try (Connection entering = server.dataSource().getConnection();
        Statement statement = entering.createStatement();
        Connection connection = open("")) {
      connection.setTransactionIsolation(level);
      entering.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(tableoid::int4, lock_id) from primacy_fence");
      write(connection, "late");
      CompletableFuture<Exception> late = commitLater(connection);
      awaitWaiting(1);
      statement.execute("update primacy_fence set token = 42, process = gen_random_uuid()");
      entering.commit();
      assertInstanceOf(StaleTokenException.class, late.get());
    }
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void aLaterLeaderHasEnteredOnlyWhenACommitThatPassedTheCheckHasTakenPlace() throws Exception {
    slowCommits();
    try (Connection gate = gate();
        Connection connection = open("")) {
      write(connection, "in time");
      CompletableFuture<Exception> commit = commitLater(connection);
      awaitWaiting(1);
      CompletableFuture<Exception> second = enterLater(LONG);
      awaitWaiting(2);
      assertFalse(second.isDone());
      gate.rollback();
      assertNull(commit.get());
      assertNull(second.get());
    }
    assertEquals(List.of("41 in time"), ledger.lines());
  }

  @Test
  void aCommitThatStandsStillIsEndedWithinTheBound() throws Exception {
    slowCommits();
    try (Connection gate = gate();
        Connection connection = open("")) {
      write(connection, "stood still");
      CompletableFuture<Exception> commit = commitLater(connection);
      awaitWaiting(1);
      JdbcFence fence = ledger.fence().withPatience(Duration.ofMillis(100));
      long begun = System.nanoTime();
      fence.enter(token(42), "n2");
      long took = System.nanoTime() - begun;
      assertTrue(took < fence.longestEnter().toNanos(), () -> took / 1e6 + " ms");
      // Whether it took place is left open: only transact asks.
      assertEquals("57P01", assertInstanceOf(SQLException.class, commit.get()).getSQLState());
      gate.rollback();
    }
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void aConnectionThatWasLostLeavesItOpen() throws Exception {
    try (Connection connection = open("")) {
      write(connection, "late");
      ledger.fence().enter(token(42), "n2");
      ledger.run(
          "select pg_terminate_backend(pid) from pg_stat_activity where state like 'idle in%'");
      SQLException lost = assertThrows(SQLException.class, () -> first.commit(connection));
      assertTrue(Postgres.isOpen(lost), lost::getSQLState);
    }
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void aRowThatIsMissingLetsNothingThrough() throws Exception {
    try (Connection connection = open("")) {
      write(connection, "unfenced");
      ledger.run("delete from primacy_fence");
      assertEquals(
          "No row of election ledger in primacy_fence, though token 41 was entered. Find out who"
              + " deleted it; this leadership must end.",
          assertThrows(SQLException.class, () -> first.commit(connection)).getMessage());
    }
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void theDatabasesOwnErrorsStayWhatTheyAreWhileNobodyElseLeads() throws Exception {
    ledger.run("alter table line add unique (word) deferrable initially deferred");
    try (Connection connection = open("")) {
      write(connection, "twice");
      write(connection, "twice");
      SQLException thrown = assertThrows(SQLException.class, () -> first.commit(connection));
      assertEquals("23505", thrown.getSQLState());
      write(connection, "once");
      first.commit(connection);
    }
    assertEquals(List.of("41 once"), ledger.lines());
  }

  @Test
  void autocommitIsRefused() throws Exception {
    try (Connection connection = open("")) {
      connection.setAutoCommit(true);
      assertEquals(
          "The connection is in autocommit: what it wrote is committed already, under no fence."
              + " Call setAutoCommit(false) before the first statement.",
          assertThrows(IllegalStateException.class, () -> first.commit(connection)).getMessage());
    }
  }

  @Test
  void aDatabaseThatNeverEndsWhoStandsStillIsRefused() throws Exception {
    try (Connection connection = server.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      write(connection, "left");
      assertEquals(
          "idle_in_transaction_session_timeout is 0: a leader that stands still inside of a"
              + " transaction would keep its rows locked for ever. Set it for the role or in the"
              + " URL, say to 10s, or guard transactions at their beginning.",
          assertThrows(IllegalStateException.class, () -> first.commit(connection)).getMessage());
    }
    assertEquals(List.of(), ledger.lines());
  }

  private static Connection open(String settings) throws SQLException {
    Connection connection = DriverManager.getConnection(server.url() + BOUNDED + settings);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void write(Connection connection, String word) throws SQLException {
    Ledger.write(connection, token(41), word);
  }

  /** Makes a commit that wrote a line wait at the {@link #gate}, after everything else in it. */
  private void slowCommits() throws SQLException {
    ledger.run(
        """
        create or replace function slow() returns trigger language plpgsql as $$
          begin perform pg_advisory_xact_lock_shared(1); return null; end $$;
        create constraint trigger slow after insert on line deferrable initially deferred
          for each row execute function slow()
        """);
  }

  private static Connection gate() throws SQLException {
    Connection gate = open("");
    gate.createStatement().execute("select pg_advisory_xact_lock(1)");
    return gate;
  }

  private CompletableFuture<Exception> commitLater(Connection connection) {
    return later(() -> first.commit(connection));
  }

  private CompletableFuture<Exception> enterLater(Duration patience) {
    return later(() -> ledger.fence().withPatience(patience).enter(token(42), "n2"));
  }

  private interface Task {
    void run() throws Exception;
  }

  /** What it throws, or null. */
  private static CompletableFuture<Exception> later(Task task) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            task.run();
            return null;
          } catch (Exception e) {
            return e;
          }
        },
        Ledger.THREADS);
  }

  /** Until that many wait for an advisory lock. */
  private static void awaitWaiting(int count) throws Exception {
    String waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      while (!statement.executeQuery(waiting + " offset " + (count - 1)).next()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }
}
