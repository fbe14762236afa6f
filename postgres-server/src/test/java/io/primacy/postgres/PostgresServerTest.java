package io.primacy.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresServerTest {

  @Test
  void aServerKeepsItsDataOverACrashAndIsGoneWhenClosed() throws Exception {
    PostgresServer server = PostgresServer.start();
    try (server) {
      run(server.url(), "create table word (w text)");
      run(server.url(), "insert into word values ('kept')");
      server.down();
      assertThrows(SQLException.class, () -> run(server.url(), "select 1"));
      server.up();
      try (Connection connection = server.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select w from word")) {
        assertTrue(rows.next());
        assertEquals("kept", rows.getString(1));
      }
      assertEquals("on", setting(server, "fsync"));
      assertEquals("on", setting(server, "synchronous_commit"));
    }
    assertThrows(SQLException.class, () -> run(server.url(), "select 1"));
  }

  @Test
  void aStandbyFollowsAndCanBePromoted() throws Exception {
    try (PostgresServer primary = PostgresServer.start();
        PostgresServer standby = primary.standby()) {
      run(primary.url(), "create table word (w text)");
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!succeeds(standby.url(), "select * from word") && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThrows(SQLException.class, () -> run(standby.url(), "insert into word values ('no')"));
      primary.down();
      run(standby.url(), "select pg_promote()");
      run(standby.url(), "insert into word values ('yes')");
    }
  }

  private static boolean succeeds(String url, String sql) {
    try {
      run(url, sql);
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Test
  void aServerIsGoneWhenItsProcessWasKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      String url = output.readLine();
      Path data = Path.of(output.readLine());
      run(url, "select 1");
      assertTrue(data.toFile().exists());
      process.destroyForcibly().waitFor();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (data.toFile().exists() && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertFalse(data.toFile().exists(), () -> data + " is still there");
      assertThrows(SQLException.class, () -> run(url, "select 1"));
    } finally {
      process.destroyForcibly();
    }
  }

  static final class Starter {
    private Starter() {}

    @SuppressWarnings("resource") // Its end is what is tested.
    public static void main(String[] arguments) throws Exception {
      PostgresServer server = PostgresServer.start();
      System.out.println(server.url());
      System.out.println(setting(server, "data_directory"));
      TimeUnit.HOURS.sleep(1);
    }
  }

  private static String setting(PostgresServer server, String name) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show " + name)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static void run(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
