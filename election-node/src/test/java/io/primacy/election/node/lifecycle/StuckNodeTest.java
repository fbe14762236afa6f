package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Elections;
import io.primacy.election.Timing;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import io.primacy.election.node.run.State;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.sim.SimulatedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components that hang, in real time. */
@Timeout(120)
class StuckNodeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(2));

  @Test
  void anotherNodeLeadsWhileTheStartOfTheFirstHangs() throws Exception {
    SimulatedStore store = SimulatedStore.in(Environment.system());
    Elections n1 = store.elections("n1", TIMING);
    Elections n2 = store.elections("n2", TIMING);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch starts = new CountDownLatch(1);
    List<String> log = new CopyOnWriteArrayList<>();
    FakeComponent hangs =
        new FakeComponent("journal", log)
            .starts(
                activation -> {
                  starts.countDown();
                  FakeComponent.deafUntil(release).run(activation);
                });
    try {
      Duration stopLimit = Duration.ofMillis(300);
      LifecycleSettings settings = new LifecycleSettings(PATIENCE, stopLimit, WhenStuck.REPORT);
      Lifecycle first = Lifecycle.of(n1, "ledger", List.of(hangs), () -> settings);
      first.stand(Candidacy.plain());
      starts.await();
      Lifecycle second = Lifecycle.of(n2, "ledger", List.of(), () -> settings);
      second.stand(Candidacy.plain());
      await(() -> second.state().state() == State.STANDBY);

      n1.election("ledger").handOver("n2");

      await(() -> second.state().state() == State.ACTIVE);
      assertEquals(State.FAILED, first.state().state());
      assertEquals("journal neither started nor gave up", first.state().detail());
      release.countDown();
      await(() -> first.state().state() == State.STANDBY);
      assertEquals(3, log.size(), log::toString); // Started late, so stopped, once.
    } finally {
      release.countDown();
      n1.close();
      n2.close();
      store.close();
    }
  }

  @Test
  void byPolicyTheProcessEndsWithItsCodeAndWithoutItsShutdownHooks() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StuckNode.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      child.getOutputStream().close();
      String said = read(child);
      assertTrue(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), said);
      assertEquals(76, child.exitValue(), said);
      assertEquals(2, said.split("from=DRAINING to=FAILED", -1).length, "once in: " + said);
      assertTrue(said.contains("This process ends now (lifecycle.when-stuck = halt)"), said);
      assertTrue(said.contains("stops late\n"), said);
    } finally {
      child.destroyForcibly();
    }
  }

  /** A node whose only component never stops. */
  static final class StuckNode {

    private StuckNode() {}

    public static void main(String[] args) throws Exception {
      // It hangs, as hooks do that wait for what is stuck. The main thread would, too.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> waitForEver()));
      SimulatedStore store = SimulatedStore.in(Environment.system());
      Elections elections = store.elections("n1", TIMING);
      FakeComponent journal =
          new FakeComponent("journal", new CopyOnWriteArrayList<>())
              .stops(
                  activation -> {
                    System.out.println("stops late");
                    FakeComponent.deafUntil(new CountDownLatch(1)).run(activation);
                  });
      LifecycleSettings settings =
          new LifecycleSettings(PATIENCE, Duration.ofMillis(300), WhenStuck.HALT);
      Lifecycle lifecycle = Lifecycle.of(elections, "ledger", List.of(journal), () -> settings);
      lifecycle.onChange(new TransitionLog("n1"));
      lifecycle.stand(Candidacy.plain());
      StuckNodeTest.await(() -> lifecycle.state().state() == State.ACTIVE);
      System.exit(closed(elections));
    }

    private static int closed(Elections elections) {
      elections.close();
      return 0;
    }

    private static void waitForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String read(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, "in vain");
      Thread.sleep(5);
    }
  }
}
