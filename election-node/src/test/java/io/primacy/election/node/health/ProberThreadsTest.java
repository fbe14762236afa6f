package io.primacy.election.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.primacy.election.node.health.checks.CheckType;
import io.primacy.election.node.health.checks.CheckTypes;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks on real threads. */
@Timeout(60)
class ProberThreadsTest {

  private static final Rhythm FAST = new Rhythm(Duration.ofMillis(10), Duration.ofMillis(10), 1, 1);

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private Health health = new Health(List.of(), Environment.system(), new Heard());

  @AfterEach
  void close() {
    release.countDown();
    health.close();
  }

  @Test
  void aCheckThatIgnoresInterruptsCostsOneThreadHoweverOftenItIsLate() throws Exception {
    AtomicInteger beats = new AtomicInteger();
    start(
        named(
            "deaf",
            limit -> {
              asked.incrementAndGet();
              return awaitDeaf();
            }),
        named(
            "beats",
            limit -> {
              beats.incrementAndGet();
              return Verdict.well("");
            }));
    await(() -> beats.get() >= 5);
    int threads = threads().size();

    await(() -> beats.get() >= 200);

    assertTrue(threads().size() <= threads, () -> threads + " before, now " + threads());
    assertEquals(1, asked.get());
    assertEquals(1, threads().stream().filter(n -> n.startsWith("health-deaf")).count());
  }

  @Test
  void aCheckThatHeedsInterruptsIsAskedAgain() throws Exception {
    start(
        named(
            "heeds",
            limit -> {
              asked.incrementAndGet();
              try {
                release.await();
              } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
              }
              return Verdict.well("released");
            }));

    await(() -> asked.get() >= 100);

    assertTrue(interrupted.get() >= 99);
    assertEquals(1, threads().stream().filter(n -> n.startsWith("health-heeds")).count());
    release.countDown();
    await(() -> health.checks().get(0).healthy());
  }

  @Test
  void aServerThatNeverAnswersCostsNoMoreThreadsWithEachTimeout() throws Exception {
    HttpServer deaf =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    deaf.createContext("/", exchange -> asked.incrementAndGet());
    deaf.start();
    try {
      String url = "http://127.0.0.1:" + deaf.getAddress().getPort() + "/";
      Settings settings =
          Settings.check("", http().settings(), Map.of("url", url), new ArrayList<>());
      Rhythm rhythm = new Rhythm(Duration.ofMillis(50), Duration.ofMillis(40), 1, 1);
      HealthCheck check = http().maker().apply(settings);
      health =
          new Health(
              List.of(new NamedCheck("http", Set.of(), rhythm, check)),
              Environment.system(),
              new Heard());
      health.start();
      await(() -> asked.get() >= 20);
      int before = Thread.getAllStackTraces().size();

      await(() -> asked.get() >= 80);

      int after = Thread.getAllStackTraces().size();
      assertTrue(after <= before + 2, () -> before + " threads before, now " + after);
      assertFalse(health.checks().get(0).healthy());
    } finally {
      deaf.stop(0);
    }
  }

  private static CheckType http() {
    return CheckTypes.ALL.stream()
        .filter(type -> type.name().equals("http"))
        .findFirst()
        .orElseThrow();
  }

  private Verdict awaitDeaf() {
    while (true) {
      try {
        release.await();
        return Verdict.well("released");
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
      }
    }
  }

  private static NamedCheck named(String name, HealthCheck check) {
    return new NamedCheck(name, Set.of(), FAST, check);
  }

  private void start(NamedCheck... checks) {
    health = new Health(List.of(checks), Environment.system(), new Heard());
    health.start();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("health"))
        .sorted()
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
