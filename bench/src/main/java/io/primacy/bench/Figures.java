package io.primacy.bench;

import io.primacy.bench.service.ZooKeeperServer;
import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The figures of one node and one server: handover, many elections on one session, what is idle.
 *
 * <p>docs/bench/README.md has the command.
 */
public final class Figures {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int MANY = 10_000;
  private static final int HANDOVERS = 100;
  private static final int WARM_UP = 50;

  /* Each begins when its target has renewed once more; how long that takes is no part of the gap. */
  private static final Duration HANDOVER_LEASE = Duration.ofSeconds(1);

  private static final long WATCHED_SECONDS = 20;

  private final ZooKeeperServer server;

  private Figures(ZooKeeperServer server) {
    this.server = server;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    try (ZooKeeperServer server = new ZooKeeperServer()) {
      Figures figures = new Figures(server);
      figures.handover();
      figures.idle(1);
      figures.idle(MANY);
    }
  }

  private Elections open(String namespace, String node, Duration lease) {
    return Elections.open(
        ElectionsConfig.builder()
            .namespace(namespace)
            .node(node)
            .provider("zookeeper")
            .set("election.zookeeper.connect", server.connect())
            .lease(lease)
            .build());
  }

  /** From the return of the old leader's last callback to the call of the new leader's first. */
  private void handover() throws Exception {
    AtomicLong stopped = new AtomicLong();
    List<Long> gaps = new ArrayList<>();
    try (Elections a = open("handover", "a", HANDOVER_LEASE);
        Elections b = open("handover", "b", HANDOVER_LEASE)) {
      Turns turnsOfA = new Turns(stopped);
      Turns turnsOfB = new Turns(stopped);
      stand(a.election("ledger"), turnsOfA).toCompletableFuture().get(30, TimeUnit.SECONDS);
      turnsOfA.next();
      stand(b.election("ledger"), turnsOfB).toCompletableFuture().get(30, TimeUnit.SECONDS);
      LeaderElection leading = a.election("ledger");
      for (int i = 0; i < WARM_UP + HANDOVERS; i++) {
        boolean toB = i % 2 == 0;
        HandoverOutcome outcome =
            leading.handOver(toB ? "b" : "a").toCompletableFuture().get(30, TimeUnit.SECONDS);
        if (!outcome.isDone()) {
          throw new IllegalStateException("Handover " + i + " failed: " + outcome);
        }
        long gap = (toB ? turnsOfB : turnsOfA).next() - stopped.get();
        if (i >= WARM_UP) {
          gaps.add(gap);
        }
        leading = (toB ? b : a).election("ledger");
      }
    }
    long[] sorted = gaps.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "handover gap: median %.2f ms, 10%% %.2f ms, 90%% %.2f ms (%d handovers)%n",
        millis(sorted, 0.5), millis(sorted, 0.1), millis(sorted, 0.9), sorted.length);
  }

  /** So many elections led on one session, and what they cost while nothing happens. */
  private void idle(int count) throws Exception {
    int threadsBefore = Thread.activeCount();
    try (Elections node = open("idle-" + count, "a", LEASE)) {
      stand(node.election("first"), new Turns(new AtomicLong()))
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
      node.election("first").awaitLeadership(Duration.ofSeconds(30));
      long heapBefore = usedHeap();
      CountDownLatch led = new CountDownLatch(count - 1);
      long begun = System.nanoTime();
      List<CompletionStage<Void>> stands = new ArrayList<>();
      for (int i = 1; i < count; i++) {
        stands.add(stand(node.election("e" + i), new Counting(led)));
      }
      for (CompletionStage<Void> recorded : stands) {
        recorded.toCompletableFuture().get(5, TimeUnit.MINUTES);
      }
      stands.clear();
      if (!led.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException(led.getCount() + " elections have no leader");
      }
      double acquiring = (System.nanoTime() - begun) / 1e6;
      LockSupport.parkNanos(LEASE.toNanos());
      long heapEach = count == 1 ? 0 : (usedHeap() - heapBefore) / (count - 1);
      long transactions = server.transactions();
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WATCHED_SECONDS));
      double rate = (server.transactions() - transactions) / (double) WATCHED_SECONDS;
      System.out.printf(
          "%d elections on one session: acquired in %.0f ms (%.3f ms each), %d bytes of heap each,"
              + " %d threads more than without, %.2f writes per second when idle%n",
          count,
          acquiring,
          count == 1 ? 0 : acquiring / (count - 1),
          heapEach,
          Thread.activeCount() - threadsBefore,
          rate);
    }
  }

  private static CompletionStage<Void> stand(LeaderElection election, Contender contender) {
    return election.campaign(Candidacy.plain(), contender);
  }

  @SuppressWarnings("SystemGC") // What is left after a collection is the figure.
  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * quantile))] / 1e6;
  }

  /** Notes when it begins and stops leading. */
  private static final class Turns implements Contender {
    private final AtomicLong stopped;
    private final java.util.concurrent.BlockingQueue<Long> begun =
        new java.util.concurrent.LinkedBlockingQueue<>();

    Turns(AtomicLong stopped) {
      this.stopped = stopped;
    }

    @Override
    public void granted(Leadership leadership) {
      begun.add(System.nanoTime());
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {
      stopped.set(System.nanoTime());
    }

    long next() throws InterruptedException {
      Long at = begun.poll(30, TimeUnit.SECONDS);
      if (at == null) {
        throw new IllegalStateException("No leadership within 30 s");
      }
      return at;
    }
  }

  private record Counting(CountDownLatch led) implements Contender {
    @Override
    public void granted(Leadership leadership) {
      led.countDown();
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }
}
