package io.primacy.fence.jdbc;

import static io.primacy.fence.jdbc.Ledger.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A master in a process of its own is stopped by SIGSTOP inside of a transaction, with rows of its
 * own locked; another takes over; the first goes on where it was, and commits.
 */
@Timeout(120)
class FrozenMasterTest {

  private static final Duration IDLE = Duration.ofSeconds(2);

  @ParameterizedTest
  @ValueSource(strings = {"transact", "commit"})
  void aFrozenMasterWakesUpInsideATransactionAndItsCommitFails(String way) throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      Ledger ledger = Ledger.on(server);
      ledger.run("create table balance (amount bigint not null)");
      ledger.run("insert into balance values (100)");
      Process master = start(server, way);
      try (BufferedReader says = master.inputReader();
          BufferedWriter tell = master.outputWriter()) {
        assertEquals("inside", says.readLine());
        signal(master, "STOP");
        awaitStopped(master);
        tell.write("commit\n"); // It finds this when it goes on.
        tell.flush();

        JdbcFence fence = ledger.fence();
        long begun = System.nanoTime();
        FenceEntry entry = fence.enter(token(42), "n2");
        entry.transact(connection -> withdraw(connection, 1));
        long took = System.nanoTime() - begun;
        // Without a guard at its beginning it is the database that ends the transaction.
        Duration bound = fence.longestEnter().plus(way.equals("commit") ? IDLE : Duration.ZERO);
        assertTrue(took < bound.toNanos(), () -> took / 1e6 + " ms");
        System.out.printf(
            "fence: the new master wrote %.0f ms after it was elected (%s)%n", took / 1e6, way);

        signal(master, "CONT");
        assertEquals(
            "Token 41 of election ledger is stale: node n2 entered with 42. End this leadership"
                + " and write nothing more under it.",
            says.readLine());
        assertEquals(List.of("42 took 1"), ledger.lines());
      } finally {
        master.destroyForcibly().waitFor();
      }
    }
  }

  /** What both masters do: the row they update is the same. */
  private static Void withdraw(Connection connection, long amount) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update balance set amount = amount - " + amount);
    }
    Ledger.write(connection, token(amount == 1 ? 42 : 41), "took " + amount);
    return null;
  }

  static final class Master {
    private Master() {}

    public static void main(String[] arguments) throws Exception {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(arguments[0]);
      FenceEntry entry = JdbcFence.of(source, Ledger.ELECTION).enter(token(41), "n1");
      try {
        if (arguments[1].equals("commit")) {
          commit(source, entry);
        } else {
          entry.transact(Master::work);
        }
        System.out.println("committed");
      } catch (StaleTokenException e) {
        System.out.println(e.getMessage());
      }
    }

    private static void commit(DataSource source, FenceEntry entry) throws Exception {
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        entry.commit(connection); // So that the next does nothing for the first time.
        work(connection);
        entry.commit(connection);
      }
    }

    private static int work(Connection connection) throws Exception {
      withdraw(connection, 50);
      System.out.println("inside");
      return System.in.read();
    }
  }

  private static Process start(PostgresServer server, String way) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Master.class.getName(),
            server.url() + "&options=-c%20idle_in_transaction_session_timeout=" + IDLE.toMillis(),
            way)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  private static void awaitStopped(Process process) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!state(process).startsWith("T")) {
      assertTrue(System.nanoTime() - deadline < 0, "it is not stopped");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static String state(Process process) throws Exception {
    Process ps =
        new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
    try (BufferedReader output = ps.inputReader()) {
      return String.valueOf(output.readLine());
    }
  }
}
