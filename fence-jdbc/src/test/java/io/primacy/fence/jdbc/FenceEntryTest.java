package io.primacy.fence.jdbc;

import static io.primacy.fence.jdbc.Ledger.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.postgres.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a transaction is told that did not go as usual. */
@Timeout(120)
class FenceEntryTest {

  private static PostgresServer server;
  private Ledger ledger;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
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
  void workThatFailsLeavesNothing() throws Exception {
    FenceEntry entry = ledger.fence().enter(token(1), "n1");
    IllegalArgumentException thrown = new IllegalArgumentException("of the application");
    assertSame(
        thrown,
        assertThrows(
            IllegalArgumentException.class,
            () ->
                entry.transact(
                    connection -> {
                      Ledger.write(connection, token(1), "half");
                      throw thrown;
                    })));
    assertEquals(List.of(), ledger.lines());
    assertEquals("done", entry.transact(connection -> "done"));
  }

  @Test
  void theDatabasesOwnErrorsStayWhatTheyAreWhileNobodyElseLeads() throws Exception {
    FenceEntry entry = ledger.fence().enter(token(1), "n1");
    SQLException thrown =
        assertThrows(
            SQLException.class,
            () ->
                entry.transact(
                    connection -> {
                      Ledger.write(connection, token(1), "half");
                      return connection.prepareStatement("select nonsense").executeQuery();
                    }));
    assertEquals("42703", thrown.getSQLState());
    assertEquals(List.of(), ledger.lines());
  }

  @Test
  void autocommitIsRefused() throws Exception {
    FenceEntry entry = ledger.fence().enter(token(1), "n1");
    try (Connection connection = server.dataSource().getConnection()) {
      assertEquals(
          "The connection is in autocommit: the guard would end with its own statement. Call"
              + " setAutoCommit(false) and guard again.",
          assertThrows(IllegalStateException.class, () -> entry.guard(connection)).getMessage());
    }
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotReportedAsFailed() throws Exception {
    FenceEntry entry = entryOver(committing(true));
    entry.transact(
        connection -> {
          Ledger.write(connection, token(1), "kept");
          return "";
        });
    assertEquals(List.of("1 kept"), ledger.lines());
  }

  @Test
  void aCommitThatFailedIsReportedAsFailed() throws Exception {
    FenceEntry entry = entryOver(committing(false));
    SQLException thrown = assertThrows(SQLException.class, () -> entry.transact(connection -> ""));
    assertEquals("the connection broke", thrown.getMessage());
  }

  @Test
  void aCommitThatFailedSinceAnotherLeadsIsReportedAsStale() throws Exception {
    FenceEntry entry = entryOver(committing(false));
    JdbcFence next = ledger.fence().withPatience(Duration.ofMillis(1));
    StaleTokenException stale =
        assertThrows(
            StaleTokenException.class,
            () ->
                entry.transact(
                    connection -> {
                      Ledger.write(connection, token(1), "late");
                      return next.enter(token(2), "n2");
                    }));
    assertEquals(token(2), stale.highest());
    assertEquals(List.of(), ledger.lines());
  }

  /* Enters over sound connections, and works over others. */
  private FenceEntry entryOver(DataSource others) throws Exception {
    return new FenceEntry(others, Ledger.ELECTION, rowOf(ledger.fence()));
  }

  private FenceTable.Row rowOf(JdbcFence fence) throws Exception {
    fence.enter(token(1), "n1");
    try (Connection connection = server.dataSource().getConnection()) {
      return FenceTable.row(connection, Ledger.ELECTION).orElseThrow();
    }
  }

  /** Connections that break at the commit, when it has taken place or before. */
  private static DataSource committing(boolean commits) {
    DataSource sound = server.dataSource();
    return proxy(
        DataSource.class,
        sound,
        (method, result) -> {
          Connection connection = (Connection) result;
          return proxy(
              Connection.class,
              connection,
              (call, nothing) -> {
                if (call.equals("commit")) {
                  throw new SQLException("the connection broke", "08006");
                }
                return nothing;
              },
              commits);
        },
        true);
  }

  private interface After {
    Object answer(String method, Object result) throws Exception;
  }

  private static <T> T proxy(Class<T> type, T target, After after, boolean commits) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                boolean instead = !commits && method.getName().equals("commit");
                Object result =
                    instead
                        ? type.getMethod("rollback").invoke(target)
                        : method.invoke(target, arguments);
                return after.answer(method.getName(), result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
