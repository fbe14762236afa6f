package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Elections;
import io.primacy.election.Failback;
import io.primacy.election.Timing;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.JdbcAccess;
import io.primacy.election.node.health.database.PostgresqlServer;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes on the kit's store and two real PostgreSQL servers, the second following the first by
 * streaming: who leads while the first is lost, while there is none to write to, and after the
 * second was promoted.
 */
@Timeout(120)
class RealDatabaseTest {

  private static final Rhythm RHYTHM =
      new Rhythm(Duration.ofMillis(200), Duration.ofMillis(200), 3, 2);

  @Test
  void theLeaderIsWhereTheDatabaseTakesWritesAndNowhereElse() throws Exception {
    SimulatedStore store = SimulatedStore.in(Environment.system());
    try (PostgresServer first = PostgresServer.start();
        PostgresServer second = first.standby();
        Node n1 = new Node("n1", store, first, second);
        Node n2 = new Node("n2", store, second, first)) {
      await(n1::leads);
      assertFalse(n2.leads());

      first.down();
      await(() -> !n1.leads());
      await(() -> n2.objection().startsWith("database: no server is writable"));
      TimeUnit.MILLISECONDS.sleep(3_000); // To show that nobody takes over.
      assertFalse(n1.leads() || n2.leads(), "somebody leads without a database");

      try (Connection connection = DriverManager.getConnection(second.url());
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_promote()");
      }
      await(n2::leads);
      assertTrue(n2.events.contains(new NodeEvent.NearDatabase(true, 100)));
      assertFalse(n1.leads());
    } finally {
      store.close();
    }
  }

  @Test
  void theLeaderFollowsAPlannedSwitchOfTheDatabase() throws Exception {
    SimulatedStore store = SimulatedStore.in(Environment.system());
    try (PostgresServer first = PostgresServer.start();
        PostgresServer second = PostgresServer.start()) {
      readOnly(second, "on");
      try (Node n1 = new Node("n1", store, first, second);
          Node n2 = new Node("n2", store, second, first)) {
        await(n1::leads);
        await(() -> n2.objection().isEmpty());
        assertFalse(n2.leads());

        readOnly(first, "on");
        readOnly(second, "off");

        await(n2::leads);
        assertFalse(n1.leads());
      }
    } finally {
      store.close();
    }
  }

  /** A node, beside one server. */
  private static final class Node implements AutoCloseable {

    private final Elections elections;
    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();
    private final RunningNode running;

    Node(String name, SimulatedStore store, PostgresServer near, PostgresServer far) {
      elections = store.elections(name, Timing.ofLease(Duration.ofSeconds(2)));
      DatabaseConfig database =
          new DatabaseConfig(
              List.of(server("near", true, near), server("far", false, far)),
              RHYTHM,
              100,
              Set.of());
      Candidacy candidacy =
          Candidacy.plain().withFailback(new Failback(Duration.ofMillis(500), 12));
      running =
          InProcess.node(
                  elections,
                  List.of(new Stand("ledger", candidacy)),
                  Optional.of(database),
                  Set.of(),
                  events::add,
                  Environment.system())
              .running();
      running.start();
    }

    private static DatabaseConfig.Server server(String name, boolean near, PostgresServer server) {
      JdbcAccess access =
          new JdbcAccess(server.url(), Optional.empty(), Optional.empty(), Map.of());
      return new DatabaseConfig.Server(name, near, new PostgresqlServer(access));
    }

    boolean leads() {
      return elections.election("ledger").leadership().isPresent();
    }

    /* As any other machine reads it. */
    String objection() {
      return elections
          .election("ledger")
          .view()
          .flatMap(view -> view.candidate(elections.node()))
          .map(candidate -> candidate.attributes().getOrDefault("health", ""))
          .orElse("not a candidate yet");
    }

    @Override
    public void close() {
      running.close();
    }
  }

  private static void readOnly(PostgresServer server, String value) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      statement.execute("alter system set default_transaction_read_only = " + value);
      statement.execute("select pg_reload_conf()");
    }
    String seen = "";
    while (!seen.equals(value)) {
      try (Connection connection = DriverManager.getConnection(server.url());
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("show default_transaction_read_only")) {
        seen = row.next() ? row.getString(1) : "";
      }
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
