package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.Capability;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Faults of the wire and of the store: what they may cost, and what they must not. */
class FaultRules {

  private static final RecordKey KEY = new RecordKey("tck", "fault");
  private static final int SOME = 20;
  private static final int LARGE = 200;

  @Rule(value = "FAULT-1", needs = Fault.LOSE_REQUESTS)
  final void aWriteWhoseRequestIsLostIsUnknownAndNeverTakesEffect(TckCluster cluster)
      throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long first = a.commit(KEY, 0, "first");
    b.catchUp(KEY, first);
    Outage outage = cluster.during(cluster.harness().disturb("a", Fault.LOSE_REQUESTS));

    WriteOutcome outcome = a.write(KEY, first, "never said");
    outage.end();

    assertTrue(
        outcome instanceof WriteOutcome.Unknown,
        () -> "Expected: a write that nobody heard is unknown, found: " + outcome);
    a.awaitService(KEY);
    cluster.patience().pass(a.callTimeout());
    assertEquals("first", Client.text(b.conflict(KEY, 0, "what is there")), "the record");
  }

  @Rule(value = "FAULT-2", needs = Fault.LOSE_ANSWERS)
  final void aWriteWhoseAcknowledgementIsLostIsNoConflict(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long first = a.commit(KEY, 0, "first");
    Outage outage = cluster.during(cluster.harness().disturb("a", Fault.LOSE_ANSWERS));

    CompletionStage<WriteOutcome> write = a.sendWrite(KEY, first, "second");
    cluster.patience().until("the write takes effect", () -> shows(b, "second"));
    cluster.patience().pass(cluster.harness().quietly()); // Its answer is lost by now.
    outage.end();

    WriteOutcome outcome = cluster.patience().result(a.callTimeout().multipliedBy(2), "it", write);
    assertFalse(
        outcome instanceof WriteOutcome.Conflict,
        () -> "Expected: a write that took effect is not said to have failed, found: " + outcome);
    Optional<StoredRecord> there = b.conflict(KEY, 0, "what is there");
    assertEquals("second", Client.text(there), "the record");
    if (outcome instanceof WriteOutcome.Committed committed) {
      assertEquals(there.orElseThrow().version(), committed.version(), "the version told");
    }
    a.commitWhenPossible(KEY, there.orElseThrow().version(), "third");
  }

  @Rule(value = "FAULT-3", needs = Fault.RESET_CONNECTIONS)
  final void hintsSurviveConnectionsThatAreReset(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = b.commit(KEY, 0, "first");
    Client.Watch watch = a.watch(KEY);
    Outage outage = cluster.during(cluster.harness().disturb("a", Fault.RESET_CONNECTIONS));
    for (int i = 0; i < SOME; i++) {
      version = b.commit(KEY, version, "value " + i);
      cluster.patience().pass(cluster.harness().quietly().dividedBy(SOME));
    }

    outage.end();

    a.awaitService(KEY);
    a.catchUp(KEY, version);
    int before = watch.count();
    b.commit(KEY, version, "last");
    cluster.patience().until("a hint", () -> watch.count() > before);
  }

  @Rule(value = "FAULT-4", needs = Fault.DELAY)
  final void aSlowConnectionIsNotALostOne(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");
    cluster.during(cluster.harness().disturb("a", Fault.DELAY));

    for (int i = 0; i < SOME; i++) {
      version = a.commit(KEY, version, "value " + i);
    }

    a.catchUp(KEY, version);
  }

  @Rule(value = "FAULT-5", needs = Fault.DRIP)
  final void recordsArriveWholeHoweverSlowly(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    String value = "x".repeat(LARGE) + ".";
    long version = b.commit(KEY, 0, value);
    cluster.during(cluster.harness().disturb("a", Fault.DRIP));

    cluster.patience().until("a read shows the value whole", () -> shows(a, value));

    long next = a.commitWhenPossible(KEY, version, value + value);
    b.catchUp(KEY, next);
    assertEquals(value + value, Client.text(b.read(KEY)), "the value written");
  }

  @Rule(value = "FAULT-6", needs = Fault.REFUSE_WRITES)
  final void aWriteThatIsRefusedIsNotCommitted(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, 0, "first");
    Outage outage = cluster.during(cluster.harness().refuseWrites(cluster.namespace()));

    WriteOutcome outcome = a.write(KEY, version, "second");

    assertTrue(
        outcome instanceof WriteOutcome.Unknown,
        () -> "Expected: a write that is refused is unknown, with the reason, found: " + outcome);
    assertEquals("first", Client.text(a.read(KEY)), "the record");
    outage.end();
    a.commitWhenPossible(KEY, version, "third");
  }

  @Rule(
      value = "FAULT-7",
      needs = {Fault.COMPACT_LOG, Fault.RESTART_SERVICE},
      claims = Capability.SURVIVES_FULL_RESTART)
  final void acknowledgedWritesOutliveASnapshot(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    List<Long> versions = new ArrayList<>();
    for (int i = 0; i < SOME; i++) {
      versions.add(a.commit(numbered(i), 0, "old"));
    }
    cluster.harness().compactLog();
    for (int i = 0; i < SOME; i += 2) {
      versions.set(i, a.commit(numbered(i), versions.get(i), "new"));
    }

    cluster.during(cluster.harness().stopService()).end();

    a.awaitService(KEY);
    for (int i = 0; i < SOME; i++) {
      a.catchUp(numbered(i), versions.get(i));
      StoredRecord found = a.read(numbered(i)).orElseThrow();
      assertEquals(versions.get(i), found.version(), "the version of record " + i);
      assertEquals(i % 2 == 0 ? "new" : "old", Client.text(Optional.of(found)), "record " + i);
      a.commitWhenPossible(numbered(i), found.version(), "newest");
    }
  }

  @Rule(value = "FAULT-8", alone = true)
  final void manyOpeningsAndClosingsLeaveNothing(TckCluster cluster) {
    Footprint footprint = new Footprint(cluster.patience());
    int cycles = cluster.harness().cycles();

    footprint.compare(cycles, () -> openAndClose(cluster));
  }

  private static void openAndClose(TckCluster cluster) {
    Duration timeout = cluster.harness().lease();
    try (var backend = cluster.openBackend("a", cluster.namespace(), timeout)) {
      Client client = new Client(backend, cluster.patience(), timeout);
      client.awaitService(KEY);
      client.watch(KEY);
    }
  }

  private static RecordKey numbered(int number) {
    return new RecordKey("tck", "fault-" + number);
  }

  private static boolean shows(Client client, String value) {
    return value.equals(Client.text(client.readNow(KEY)));
  }
}
