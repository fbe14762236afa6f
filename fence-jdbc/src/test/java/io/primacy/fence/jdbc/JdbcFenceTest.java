package io.primacy.fence.jdbc;

import static io.primacy.fence.jdbc.Ledger.ELECTION;
import static io.primacy.fence.jdbc.Ledger.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in and who does not, on a real PostgreSQL. */
@Timeout(120)
class JdbcFenceTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static PostgresServer server;
  private static DataSource source;
  private Ledger ledger;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
    source = server.dataSource();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    ledger = Ledger.on(server);
  }

  @Test
  void theLastToEnterWritesAndTheOneBeforeDoesNot() throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    first.transact(connection -> write(connection, 41, "one"));
    FenceEntry second = ledger.fence().enter(token(42), "n2");
    StaleTokenException stale =
        assertThrows(
            StaleTokenException.class,
            () -> first.transact(connection -> write(connection, 41, "late")));
    assertEquals(
        "Token 41 of election ledger is stale: node n2 entered with 42. End this leadership and"
            + " write nothing more under it.",
        stale.getMessage());
    assertEquals(ELECTION, stale.election());
    assertEquals(token(41), stale.token());
    assertEquals(token(42), stale.highest());
    second.transact(connection -> write(connection, 42, "two"));
    assertEquals(List.of("41 one", "42 two"), ledger.lines());
  }

  @Test
  void nobodyEntersBelowOrWithTheTokenOfAnother() throws Exception {
    assertEquals(Optional.empty(), ledger.fence().floor());
    JdbcFence fence = ledger.fence();
    fence.enter(token(42), "n1");
    fence.enter(token(42), "n1").transact(connection -> write(connection, 42, "again"));
    assertThrows(StaleTokenException.class, () -> fence.enter(token(41), "n1"));
    // The same node after a restart, granted the same token by a store that was wiped.
    assertThrows(StaleTokenException.class, () -> ledger.fence().enter(token(42), "n1"));
    assertEquals(Optional.of(token(42)), ledger.fence().floor());
    assertEquals(List.of("42 again"), ledger.lines());
  }

  @Test
  void electionsAreKeptApart() throws Exception {
    FenceEntry ours = ledger.fence().enter(token(5), "n1");
    JdbcFence.of(source, "orders").enter(token(7), "n2");
    ours.transact(connection -> write(connection, 5, "one"));
    assertEquals(List.of("5 one"), ledger.lines());
  }

  @Test
  void aTransactionThatIsOpenFinishesBeforeTheNextLeaderHasEntered() throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    CompletableFuture<FenceEntry> second;
    try (Connection open = open(first, Connection.TRANSACTION_READ_COMMITTED)) {
      second = enterLater(ledger.fence().withPatience(LONG), 42);
      awaitWaiting();
      write(open, 41, "in time");
      open.commit();
    }
    second.get().transact(connection -> write(connection, 42, "two"));
    assertEquals(List.of("41 in time", "42 two"), ledger.lines());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void aTransactionThatStandsStillIsEndedWithinTheBound(int level) throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    try (Connection open = open(first, level)) {
      write(open, 41, "stood still");
      JdbcFence fence = ledger.fence().withPatience(Duration.ofMillis(100));
      long begun = System.nanoTime();
      FenceEntry second = fence.enter(token(42), "n2");
      long took = System.nanoTime() - begun;
      assertTrue(took < fence.longestEnter().toNanos(), () -> took / 1e6 + " ms");
      second.transact(connection -> write(connection, 42, "two"));
      assertThrows(SQLException.class, open::commit);
    }
    assertEquals(List.of("42 two"), ledger.lines());
  }

  @ParameterizedTest
  @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
  void anOldSnapshotDoesNotShowAnOldToken(int level) throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setTransactionIsolation(level);
      connection.setAutoCommit(false);
      statement.execute("select count(*) from line");
      ledger.fence().enter(token(42), "n2");
      SQLException refused = assertThrows(SQLException.class, () -> first.guard(connection));
      assertEquals("40001", refused.getSQLState());
    }
  }

  @Test
  void aGuardThatWaitsForANewLeaderSeesIt() throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    try (Connection entering = source.getConnection();
        Statement statement = entering.createStatement()) {
      entering.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(tableoid::int4, lock_id) from primacy_fence");
      CompletableFuture<Object> late =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return first.transact(connection -> write(connection, 41, "late"));
                } catch (Exception e) {
                  return e;
                }
              },
              Ledger.THREADS);
      awaitWaiting();
      statement.execute("update primacy_fence set token = 42, process = gen_random_uuid()");
      entering.commit();
      assertInstanceOf(StaleTokenException.class, late.get());
    }
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void aStreamOfTransactionsDoesNotKeepTheNextLeaderOut() throws Exception {
    FenceEntry first = ledger.fence().enter(token(41), "n1");
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(4);
    List<CompletableFuture<Exception>> streams =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> stream(first, running, over), Ledger.THREADS))
            .toList();
    assertTrue(running.await(60, TimeUnit.SECONDS));
    ledger.fence().withPatience(LONG).enter(token(42), "n2");
    over.set(true);
    for (CompletableFuture<Exception> stream : streams) {
      StaleTokenException stale = assertInstanceOf(StaleTokenException.class, stream.get());
      assertEquals(null, stale.getCause(), "none had to be ended");
    }
  }

  /* Transactions that overlap those of the other streams, until one is refused. */
  private static Exception stream(FenceEntry entry, CountDownLatch running, AtomicBoolean over) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!over.get()) {
        entry.guard(connection);
        statement.execute("select pg_sleep(0.05)");
        connection.commit();
        running.countDown();
      }
      entry.guard(connection);
      return new IllegalStateException("it was never refused");
    } catch (SQLException | StaleTokenException e) {
      return e;
    }
  }

  @Test
  void whoComesTooLateDisturbsNobody() throws Exception {
    FenceEntry second = ledger.fence().enter(token(42), "n2");
    try (Connection open = open(second, Connection.TRANSACTION_READ_COMMITTED)) {
      JdbcFence late = ledger.fence().withPatience(Duration.ofMillis(1));
      assertThrows(StaleTokenException.class, () -> late.enter(token(41), "n1"));
      write(open, 42, "two");
      open.commit();
    }
    assertEquals(List.of("42 two"), ledger.lines());
  }

  @Test
  void whatCanNotBeEndedFailsWithinTheBound() throws Exception {
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table primacy_fence");
      JdbcFence fence = ledger.fence().withPatience(Duration.ofMillis(100));
      long begun = System.nanoTime();
      SQLTimeoutException blocked =
          assertThrows(SQLTimeoutException.class, () -> fence.enter(token(1), "n1"));
      long took = System.nanoTime() - begun;
      assertTrue(took < fence.longestEnter().toNanos(), () -> took / 1e6 + " ms");
      assertEquals(
          "Token 1 of election ledger could not be entered within PT4.1S. Ended server processes"
              + " that hold its lock: []; if none, a prepared transaction or a lock on the whole of"
              + " primacy_fence is in the way: look at pg_locks and pg_prepared_xacts, and end it.",
          blocked.getMessage());
    }
  }

  private static Void write(Connection connection, long token, String word) throws SQLException {
    Ledger.write(connection, token(token), word);
    return null;
  }

  /** In a guarded transaction. */
  private static Connection open(FenceEntry entry, int level) throws Exception {
    Connection connection = source.getConnection();
    connection.setTransactionIsolation(level);
    connection.setAutoCommit(false);
    entry.guard(connection);
    return connection;
  }

  private static CompletableFuture<FenceEntry> enterLater(JdbcFence fence, long token) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return fence.enter(token(token), "n2");
          } catch (SQLException | StaleTokenException e) {
            throw new IllegalStateException(e);
          }
        },
        Ledger.THREADS);
  }

  /** Until somebody waits for a fence's lock. */
  private static void awaitWaiting() throws Exception {
    String waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      while (!statement.executeQuery(waiting).next()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }
}
