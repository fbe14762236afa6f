package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Calls: bounded, honest about what they do not know, and never in the caller's way. */
class CallRules {

  private static final RecordKey KEY = new RecordKey("tck", "call");

  @Rule(value = "CALL-1", needs = Fault.CUT_OFF_CLIENT)
  final void everyCallCompletesWhileCutOff(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");

    cluster.during(cluster.harness().cutOff("a"));

    requireCompletion(cluster, a, version);
  }

  @Rule(value = "CALL-2", needs = Fault.RESTART_SERVICE)
  final void everyCallCompletesWhileTheServiceIsStopped(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");

    cluster.during(cluster.harness().stopService());

    requireCompletion(cluster, a, version);
  }

  @Rule(value = "CALL-3", needs = Fault.CUT_OFF_CLIENT)
  final void aWriteThatIsNotAnsweredIsUnknown(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");

    cluster.during(cluster.harness().cutOff("a"));

    requireUnknown(cluster, a.sendWrite(KEY, version, "into the dark"));
    requireUnknown(cluster, a.sendWrite(KEY, version + 1, "with a version that is wrong"));
  }

  @Rule(value = "CALL-4", needs = Fault.CUT_OFF_CLIENT)
  final void aWriteThatIsUnknownIsNotSentAgainLater(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long first = a.commit(KEY, 0, "first");
    Outage outage = cluster.during(cluster.harness().cutOff("a"));
    requireUnknown(cluster, a.sendWrite(KEY, first, "into the dark"));
    outage.end();
    a.awaitService(KEY);
    cluster.patience().pass(cluster.harness().quietly());

    Optional<StoredRecord> before = b.conflict(KEY, 0, "what is there");
    cluster.patience().pass(a.callTimeout().multipliedBy(2));

    assertTrue(
        before.equals(b.conflict(KEY, 0, "what is there")),
        "a write that was given up took effect long after the service was back");
  }

  @Rule(value = "CALL-5", needs = Fault.CUT_OFF_CLIENT)
  final void noCallBlocksTheCaller(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");
    cluster.during(cluster.harness().cutOff("a"));

    requirePrompt(cluster, a, "read", () -> a.sendRead(KEY));
    requirePrompt(cluster, a, "write", () -> a.sendWrite(KEY, version, "second"));
    requirePrompt(cluster, a, "watch", () -> a.watch(KEY));
  }

  @Rule(value = "CALL-6", needs = Fault.CUT_OFF_CLIENT)
  final void anOutageIsOverWhenItIsOver(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");
    Outage outage = cluster.during(cluster.harness().cutOff("a"));
    cluster.patience().pass(a.callTimeout());

    outage.end();

    a.awaitService(KEY);
    a.commitWhenPossible(KEY, version, "second");
  }

  @Rule(value = "CALL-7", needs = Fault.RESTART_SERVICE)
  final void aBackendOpensWhileTheServiceIsStopped(TckCluster cluster) throws Exception {
    Outage outage = cluster.during(cluster.harness().stopService());
    Client a = cluster.clientOfAbsentService("a", cluster.namespace(), cluster.harness().lease());
    requireUnknown(cluster, a.sendWrite(KEY, 0, "to nobody"));

    outage.end();

    a.awaitService(KEY);
    Optional<StoredRecord> found = a.read(KEY);
    a.commitWhenPossible(KEY, found.map(StoredRecord::version).orElse(0L), "second");
  }

  @Rule(value = "CALL-8", needs = Fault.STOP_ONE_SERVER)
  final void theLossOfOneServerIsAbsorbed(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = a.commit(KEY, 0, "first");

    cluster.during(cluster.harness().stopOneServer());

    long second = a.commitWhenPossible(KEY, version, "second");
    b.catchUp(KEY, second);
  }

  /** Something that returns at once. */
  private interface Send {
    Object now();
  }

  private static void requirePrompt(TckCluster cluster, Client client, String what, Send send) {
    long start = cluster.harness().environment().time().nanoTime();
    send.now();
    long nanos = cluster.harness().environment().time().nanoTime() - start;
    assertTrue(
        Duration.ofNanos(nanos).compareTo(client.callTimeout().dividedBy(2)) < 0,
        () -> "Expected: " + what + " returns at once, found: after " + nanos / 1_000_000 + " ms");
  }

  private static void requireCompletion(TckCluster cluster, Client client, long version) {
    Duration bound = client.callTimeout().plus(cluster.harness().quietly());
    CompletionStage<?> read = client.sendRead(KEY);
    CompletionStage<?> write = client.sendWrite(KEY, version, "second");
    cluster
        .patience()
        .within(
            bound,
            "a read and a write complete",
            () -> read.toCompletableFuture().isDone() && write.toCompletableFuture().isDone());
  }

  private static void requireUnknown(TckCluster cluster, CompletionStage<WriteOutcome> write) {
    WriteOutcome outcome =
        cluster.patience().result(cluster.harness().eventually(), "the write", write);
    assertTrue(
        outcome instanceof WriteOutcome.Unknown,
        () -> "Expected: an outcome that nobody can know is unknown, found: " + outcome);
  }
}
