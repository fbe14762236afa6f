package io.primacy.election.node.health.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.postgres.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles of real PostgreSQL servers: one, and another that follows it by streaming. */
@Timeout(120)
class PostgresqlServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private static PostgresServer primary;

  @BeforeAll
  static void start() {
    primary = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    primary.close();
  }

  @Test
  void aPrimaryThatWasMadeReadOnlyIsNoneUntilItWritesAgain() throws Exception {
    DatabaseServer server = server(primary.url());
    assertEquals(DatabaseRole.PRIMARY, server.role(LIMIT));

    run(primary, "alter system set default_transaction_read_only = on");
    run(primary, "select pg_reload_conf()");
    awaitRole(server, DatabaseRole.STANDBY);

    run(primary, "set default_transaction_read_only = off; alter system reset all");
    run(primary, "select pg_reload_conf()");
    awaitRole(server, DatabaseRole.PRIMARY);
  }

  @Test
  void aStandbyIsOneUntilItIsPromoted() throws Exception {
    try (PostgresServer standby = primary.standby()) {
      assertEquals(DatabaseRole.STANDBY, server(standby.url()).role(LIMIT));

      run(standby, "select pg_promote()");

      awaitRole(server(standby.url()), DatabaseRole.PRIMARY);
    }
  }

  @Test
  void whoIsRefusedIsToldWhyWithoutThePassword() {
    JdbcAccess access =
        new JdbcAccess(
            primary.url().replace("user=primacy", "user=nobody-s3cret"),
            Optional.empty(),
            Optional.of("s3cret"),
            Map.of());

    SQLException refused =
        assertThrows(SQLException.class, () -> new PostgresqlServer(access).role(LIMIT));

    assertTrue(refused.getMessage().contains("role \"nobody-***\" does not exist"));
    assertFalse(refused.toString().contains("s3cret"), refused.toString());
    assertFalse(access.toString().contains("s3cret"));
  }

  @Test
  void aServerThatAcceptsAndNeverAnswersIsLeftInTime() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:" + deaf.getLocalPort() + "/x?user=u";
      long began = System.nanoTime();

      assertThrows(SQLException.class, () -> server(url).role(Duration.ofMillis(500)));

      long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
      assertTrue(took < 20, () -> took + " s");
    }
  }

  private static DatabaseServer server(String url) {
    return new PostgresqlServer(new JdbcAccess(url, Optional.empty(), Optional.empty(), Map.of()));
  }

  private static void awaitRole(DatabaseServer server, DatabaseRole role) throws Exception {
    while (server.role(LIMIT) != role) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void run(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      for (String each : sql.split(";", -1)) {
        statement.execute(each);
      }
    }
  }
}
