package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Closing a backend: once, in time, and without remains. */
class CloseRules {

  private static final RecordKey KEY = new RecordKey("tck", "close");
  private static final int CYCLES = 5;

  /** Threads of the JDK that outlive whoever first needed them. */
  private static final List<String> SHARED =
      List.of("ForkJoinPool.commonPool", "CompletableFutureDelayScheduler", "Common-Cleaner");

  @Rule("CLOSE-1")
  final void closingTwiceDoesNoHarm(TckCluster cluster) {
    Client a = cluster.client("a");

    a.backend().close();
    a.backend().close();
  }

  @Rule("CLOSE-2")
  final void callsAfterCloseComplete(TckCluster cluster) {
    Client a = cluster.client("a");
    a.backend().close();

    CompletionStage<?> read = a.sendRead(KEY);
    CompletionStage<WriteOutcome> write = a.sendWrite(KEY, 0, "too late");
    a.watch(KEY).registration().close();

    requireDone(cluster, a, read, "a read after close");
    requireDone(cluster, a, write, "a write after close");
    WriteOutcome outcome = write.toCompletableFuture().join();
    assertTrue(
        outcome instanceof WriteOutcome.Unknown,
        () -> "Expected: a write after close is unknown, found: " + outcome);
  }

  @Rule(value = "CLOSE-3", needs = Fault.CUT_OFF_CLIENT)
  final void callsUnderWayCompleteOnClose(TckCluster cluster) throws Exception {
    Client a = cluster.client("a", cluster.namespace(), cluster.harness().eventually());
    cluster.during(cluster.harness().cutOff("a"));
    CompletionStage<?> read = a.sendRead(KEY);
    CompletionStage<WriteOutcome> write = a.sendWrite(KEY, 0, "into the dark");

    a.backend().close();

    Duration bound = cluster.harness().lease();
    cluster
        .patience()
        .within(bound, "a read completes on close", () -> read.toCompletableFuture().isDone());
    cluster
        .patience()
        .within(bound, "a write completes on close", () -> write.toCompletableFuture().isDone());
  }

  @Rule(value = "CLOSE-4", needs = Fault.CUT_OFF_CLIENT)
  final void closeReturnsInTimeWhileCutOff(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    cluster.during(cluster.harness().cutOff("a"));
    long start = cluster.harness().environment().time().nanoTime();

    a.backend().close();

    long nanos = cluster.harness().environment().time().nanoTime() - start;
    Duration bound = a.callTimeout().plus(cluster.harness().quietly());
    assertTrue(
        nanos <= bound.toNanos(),
        () -> "Expected: close returns within " + bound + ", found: " + Duration.ofNanos(nanos));
  }

  @Rule(value = "CLOSE-5", alone = true)
  final void closeLeavesNoThread(TckCluster cluster) {
    useAndClose(cluster); // Whatever is made once and kept is made here.
    Set<Thread> before = threads();

    for (int i = 0; i < CYCLES; i++) {
      useAndClose(cluster);
    }

    cluster
        .patience()
        .until(
            "fewer than "
                + CYCLES
                + " threads are left after as many backends; left: "
                + names(left(before)),
            () -> left(before).size() < CYCLES);
  }

  private static void useAndClose(TckCluster cluster) {
    Duration timeout = cluster.harness().lease();
    ElectionBackend backend = cluster.openBackend("a", cluster.namespace(), timeout);
    Client client = new Client(backend, cluster.patience(), timeout);
    client.awaitService(KEY);
    client.watch(KEY);
    client.write(KEY, 0, "value");
    backend.close();
  }

  private static void requireDone(
      TckCluster cluster, Client client, CompletionStage<?> stage, String what) {
    Duration bound = client.callTimeout().plus(cluster.harness().quietly());
    cluster
        .patience()
        .within(bound, what + " completes", () -> stage.toCompletableFuture().isDone());
  }

  private static Set<Thread> left(Set<Thread> before) {
    Set<Thread> left = threads();
    left.removeAll(before);
    return left;
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> SHARED.stream().anyMatch(thread.getName()::startsWith));
    return threads;
  }

  private static String names(Set<Thread> threads) {
    return threads.stream().map(Thread::getName).sorted().collect(Collectors.joining(", "));
  }
}
