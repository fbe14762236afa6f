package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Elections;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Three components, their lifecycle, and all that is heard of them; the test is the election. */
final class Rehearsal implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(200);

  interface Body {
    void run() throws Exception;
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  final List<String> log = new CopyOnWriteArrayList<>();
  final List<String> states = new CopyOnWriteArrayList<>();
  final List<String> halts = new CopyOnWriteArrayList<>();
  final CountDownLatch release = new CountDownLatch(1);
  final FakeComponent journal = new FakeComponent("journal", log);
  final FakeComponent listener = new FakeComponent("listener", log);
  final FakeComponent scheduler = new FakeComponent("scheduler", log);

  private final SimulatedStore store = SimulatedStore.in(VirtualTime.seeded(7));
  final Elections elections = store.elections("n1");
  private volatile LifecycleSettings settings = new LifecycleSettings(LONG, LONG, WhenStuck.REPORT);

  Rehearsal with(Duration startLimit, Duration stopLimit, WhenStuck whenStuck) {
    settings = new LifecycleSettings(startLimit, stopLimit, whenStuck);
    return this;
  }

  Lifecycle lifecycle(FakeComponent... components) {
    return heard(
        Lifecycle.of(elections, "ledger", List.of(components), () -> settings, halts::add));
  }

  Lifecycle heard(Lifecycle lifecycle) {
    lifecycle.onChange(this::note);
    return lifecycle;
  }

  String lastSaid() {
    return log.get(log.size() - 1);
  }

  String lastState() {
    return states.get(states.size() - 1);
  }

  private void note(String election, ElectionState before, ElectionState now) {
    OptionalLong token = now.token().isPresent() ? now.token() : before.token();
    states.add(before.state() + " " + now.state() + " " + token.orElse(0) + " " + now.detail());
  }

  static CompletableFuture<Void> inBackground(Body body) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            body.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  static void await(String what, Condition condition) throws Exception {
    long until = System.nanoTime() + LONG.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, () -> "never " + what);
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    release.countDown();
    elections.closeAsync();
    store.close();
  }
}
