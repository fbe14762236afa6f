package io.primacy.fence.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.postgres.PostgresServer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MigrationTest {

  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void severalNodesMigrateAtOnceAndAgain() throws Exception {
    Ledger ledger = Ledger.on(server);
    for (int round = 0; round < 10; round++) {
      ledger.run("drop table primacy_fence, primacy_fence_version");
      CyclicBarrier together = new CyclicBarrier(4);
      List<CompletableFuture<Integer>> nodes =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> migrate(together), Ledger.THREADS))
              .toList();
      for (CompletableFuture<Integer> node : nodes) {
        assertEquals(1, node.get());
      }
    }
    ledger.fence().enter(Ledger.token(7), "n1");
    try (Connection connection = server.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      assertEquals(1, JdbcFence.migrate(connection));
      assertEquals(false, connection.getAutoCommit());
    }
    assertEquals(Optional.of(Ledger.token(7)), ledger.fence().floor());
  }

  private static int migrate(CyclicBarrier together) {
    try (Connection connection = server.dataSource().getConnection()) {
      together.await();
      return JdbcFence.migrate(connection);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTableThatIsMissingIsSaidToBe() throws Exception {
    Ledger ledger = Ledger.on(server);
    ledger.run("drop table primacy_fence");
    String says =
        "There is no table primacy_fence. Call JdbcFence.migrate once, or apply"
            + " V1__primacy_fence.sql of this library.";
    assertEquals(says, assertThrows(SQLException.class, () -> ledger.fence().floor()).getMessage());
    assertEquals(
        says,
        assertThrows(SQLException.class, () -> ledger.fence().enter(Ledger.token(1), "n1"))
            .getMessage());
  }

  @Test
  void anotherDatabaseIsRefused() {
    DatabaseMetaData data = proxy(DatabaseMetaData.class, "H2");
    SQLException refused =
        assertThrows(SQLException.class, () -> JdbcFence.migrate(proxy(Connection.class, data)));
    assertEquals(
        "JdbcFence was given a connection to H2. It rests on how PostgreSQL locks: give it a"
            + " DataSource for PostgreSQL.",
        refused.getMessage());
  }

  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
  }
}
