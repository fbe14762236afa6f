package io.primacy.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server for tests, on loopback and a free port, with its data below {@code
 * target}. Server and data are gone when it is closed, and also when this process dies: a shell
 * between the two waits for orders on a pipe, and cleans up at its end.
 *
 * <p>Commits are written through to the disk, as in production. Not for use by several threads.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "primacy";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /* The server's standard input must not be the pipe: it would be the one to hold it open. */
  private static final String GUARD =
      """
      trap '' HUP INT TERM
      data=$1; shift
      while read -r order; do
        case $order in
          up) "$@" </dev/null & server=$! ;;
          down) kill -QUIT $server; wait $server ;;
        esac
      done
      kill -QUIT $server 2>/dev/null; wait
      rm -rf "$data"
      """;

  private final Path log;
  private final int port;
  private final Process guard;

  private PostgresServer(Path log, int port, Process guard) {
    this.log = log;
    this.port = port;
    this.guard = guard;
  }

  /** Starts one and waits until it answers. */
  public static PostgresServer start() {
    try {
      Path target = Path.of("target", "postgres").toAbsolutePath();
      Path programs = PostgresPrograms.unpackedBelow(target);
      Path data = Files.createTempDirectory(target, "data-");
      Path log = Path.of(data + ".log");
      List<String> user = PostgresPrograms.userOf(data);
      run(
          log,
          user,
          programs.resolve("initdb").toString(),
          "--pgdata=" + data,
          "--username=" + USER,
          "--encoding=UTF8",
          "--locale=C",
          "--auth=trust",
          "--no-sync");
      return launch(programs, data, user, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a second server that follows this one by streaming, and waits until it answers. */
  public PostgresServer standby() {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      Path original = Path.of(first(statement, "show data_directory"));
      Path data = Files.createTempDirectory(original.getParent(), "data-");
      Path log = Path.of(data + ".log");
      List<String> user = PostgresPrograms.userOf(data);
      first(statement, "select pg_backup_start('standby', true)");
      run(log, user, "cp", "-R", original + "/.", data.toString());
      String label = first(statement, "select labelfile from pg_backup_stop(false)");
      Files.delete(data.resolve("postmaster.pid"));
      Files.writeString(data.resolve("backup_label"), label);
      Files.createFile(data.resolve("standby.signal"));
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=" + USER + "'\n",
          StandardOpenOption.APPEND);
      return launch(original.resolveSibling("home/bin"), data, user, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("No copy of PostgreSQL can be made", e);
    }
  }

  private static PostgresServer launch(Path programs, Path data, List<String> user, Path log)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", data.toString()));
    command.addAll(user);
    command.addAll(
        List.of(
            programs.resolve("postgres").toString(),
            "-D" + data,
            "-h127.0.0.1",
            "-p" + port,
            "-k", // No socket in the file system.
            ""));
    Process guard =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    PostgresServer server = new PostgresServer(log, port, guard);
    server.up();
    return server;
  }

  private static String first(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** Where JDBC finds it. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Unpooled connections to it. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    return source;
  }

  /** Ends the server as a crash would; its data stay. Returns when it does not answer any more. */
  public void down() {
    order("down");
    await(() -> !answers());
  }

  /** Starts it again, on the same port and data, and waits until it answers. */
  public void up() {
    order("up");
    await(this::answers);
  }

  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("PostgreSQL does not end; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void order(String what) {
    try {
      guard.getOutputStream().write((what + "\n").getBytes(StandardCharsets.US_ASCII));
      guard.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || !guard.isAlive()) {
        close();
        throw new IllegalStateException("PostgreSQL does not start or stop; see " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url() + "&connectTimeout=5")) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static void run(Path log, List<String> user, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(
          String.join(" ", command) + " failed:\n" + Files.readString(log).strip());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
