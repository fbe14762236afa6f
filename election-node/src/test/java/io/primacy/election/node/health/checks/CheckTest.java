package io.primacy.election.node.health.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in checks on what they check. */
@Timeout(60)
class CheckTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir Path directory;

  @Test
  void tcpTellsAnOpenPortFromAClosedOne() throws Exception {
    ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    TcpCheck check = new TcpCheck(Addresses.parse("127.0.0.1:" + open.getLocalPort()));
    try (open) {
      assertTrue(check.check(LIMIT).well());
    }
    Verdict closed = check.check(LIMIT);
    assertFalse(closed.well());
    assertTrue(closed.detail().startsWith("127.0.0.1:" + open.getLocalPort() + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "host:0", "host:65536", "host:x", ":1", "u@host:1", "host:1/x"})
  void anAddressIsAHostAndAPort(String text) {
    assertThrows(IllegalArgumentException.class, () -> Addresses.parse(text));
  }

  @Test
  void httpExpectsAStatus() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext("/ok", exchange -> exchange.sendResponseHeaders(200, -1));
    server.createContext("/busy", exchange -> exchange.sendResponseHeaders(503, -1));
    server.createContext("/never", exchange -> {});
    server.start();
    String host = "127.0.0.1:" + server.getAddress().getPort();
    try {
      assertEquals(Verdict.well(host + " answered 200"), http(host + "/ok", 200).check(LIMIT));
      assertEquals(
          Verdict.ill(host + " answered 503, expected 200 or 204"),
          http(host + "/busy", 204, 200).check(LIMIT));
      assertTrue(http(host + "/busy", 503).check(LIMIT).well());
      assertThrows(
          HttpTimeoutException.class,
          () -> http(host + "/never", 200).check(Duration.ofMillis(300)));
    } finally {
      server.stop(0);
    }
    assertThrows(IOException.class, () -> http(host + "/ok", 200).check(LIMIT));
  }

  private static HttpCheck http(String place, Integer... status) {
    return new HttpCheck(URI.create("http://" + place), Set.of(status));
  }

  @Test
  void aDiskHasRoomAndTakesAFile() throws Exception {
    assertTrue(new DiskCheck(directory, 1).check(LIMIT).well());
    try (var left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }

    Verdict full = new DiskCheck(directory, Long.MAX_VALUE).check(LIMIT);
    assertFalse(full.well());
    assertTrue(full.detail().endsWith(" free, asked 8388608.0 TiB"), full.detail());

    Path gone = directory.resolve("gone");
    assertEquals(Verdict.ill(gone + " is no directory"), new DiskCheck(gone, 1).check(LIMIT));

    // What the check would write is a directory: not even root can write that.
    Files.createDirectories(
        directory.resolve(".primacy-disk-check-" + ProcessHandle.current().pid() + "/x"));
    Verdict refused = new DiskCheck(directory, 1).check(LIMIT);
    assertFalse(refused.well());
    assertTrue(refused.detail().startsWith("can not write to " + directory), refused.detail());
  }

  @ParameterizedTest
  @CsvSource({"0B, 0", "1kb, 1024", "5GiB, 5368709120", "3 M, 3145728", "2T, 2199023255552"})
  void storageIsCountedInPowersOf1024(String text, long bytes) {
    assertEquals(bytes, Bytes.parse(text));
  }

  @Test
  void storageHasAUnit() {
    assertThrows(IllegalArgumentException.class, () -> Bytes.parse("5"));
    assertThrows(IllegalArgumentException.class, () -> Bytes.parse("5 apples"));
  }

  @Test
  void aClockThatWasSetIsIllUntilThatIsAWindowAgo() {
    AtomicLong nanos = new AtomicLong(77);
    AtomicLong step = new AtomicLong();
    ClockCheck check =
        new ClockCheck(clock(nanos, step), Duration.ofMillis(500), Duration.ofSeconds(60));
    assertTrue(check.check(LIMIT).well());

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
    step.set(400);
    assertTrue(check.check(LIMIT).well());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    step.set(5_400);
    assertEquals(
        Verdict.ill("the wall clock went 5400 ms ahead of the monotonic clock, allowed 500 ms"),
        check.check(LIMIT));
    for (int second = 0; second < 55; second += 5) {
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
      assertFalse(check.check(LIMIT).well(), "after " + second);
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertTrue(check.check(LIMIT).well());

    step.addAndGet(-2_000);
    assertEquals(
        Verdict.ill("the wall clock went 2000 ms behind the monotonic clock, allowed 500 ms"),
        check.check(LIMIT));
  }

  @Test
  void aProcessThatStoodStillSaysSoOnce() {
    AtomicLong jump = new AtomicLong();
    TimeSource real = Environment.system().time();
    TimeSource jumping =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return real.nanoTime() + jump.get();
          }

          @Override
          public long wallMillis() {
            return real.wallMillis();
          }
        };
    try (StallCheck check = StallCheck.started(jumping, Duration.ofMinutes(1))) {
      assertTrue(check.check(LIMIT).well());
      jump.addAndGet(Duration.ofMinutes(10).toNanos());
      Verdict late = check.check(LIMIT);
      assertFalse(late.well());
      assertTrue(late.detail().startsWith("the process stood still for 59"), late.detail());
    }
  }

  private static TimeSource clock(AtomicLong nanos, AtomicLong step) {
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return nanos.get();
      }

      @Override
      public long wallMillis() {
        return 1_700_000_000_000L + nanos.get() / 1_000_000 + step.get();
      }
    };
  }
}
