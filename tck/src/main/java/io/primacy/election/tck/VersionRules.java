package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.Capability;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;

/** Versions: what makes a write conditional, and a token rise. */
class VersionRules {

  private static final RecordKey KEY = new RecordKey("tck", "version");
  private static final int WRITES = 20;

  @Rule("VERSION-1")
  final void versionsRiseWithEveryWrite(TckCluster cluster) {
    Client a = cluster.client("a");

    long version = 0;
    for (int i = 0; i < WRITES; i++) {
      long next = a.commit(KEY, version, "write " + i);
      requireLarger(next, version);
      version = next;
    }
  }

  @Rule("VERSION-2")
  final void aReadShowsTheVersionThatTheWriteWasGiven(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");

    long version = a.commit(KEY, a.commit(KEY, 0, "first"), "second");

    b.catchUp(KEY, version);
    assertEquals(version, b.read(KEY).map(StoredRecord::version).orElse(0L));
  }

  @Rule(
      value = "VERSION-3",
      needs = Fault.RESTART_SERVICE,
      claims = Capability.SURVIVES_FULL_RESTART)
  final void acknowledgedWritesOutliveARestart(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long version = a.commit(KEY, a.commit(KEY, 0, "first"), "second");

    cluster.during(cluster.harness().stopService()).end();

    a.awaitService(KEY);
    a.catchUp(KEY, version);
    assertEquals("second", Client.text(a.read(KEY)));
  }

  @Rule(
      value = "VERSION-4",
      needs = Fault.RESTART_SERVICE,
      claims = Capability.SURVIVES_FULL_RESTART)
  final void versionsGoOnRisingAfterARestart(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long before = a.commit(KEY, a.commit(KEY, 0, "first"), "second");

    cluster.during(cluster.harness().stopService()).end();

    a.awaitService(KEY);
    a.catchUp(KEY, before);
    long after = a.commitWhenPossible(KEY, before, "third");
    requireLarger(after, before);
    a.conflict(KEY, before, "again");
  }

  @Rule(
      value = "VERSION-5",
      needs = Fault.DELETE_RECORD,
      claims = Capability.SURVIVES_OPERATOR_DELETION)
  final void versionsGoOnRisingWhenADeletedRecordIsMadeAgain(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long before = a.commit(KEY, a.commit(KEY, 0, "first"), "second");

    cluster.harness().deleteRecord(cluster.namespace(), KEY);

    long after = a.commitWhenPossible(KEY, 0, "third");
    requireLarger(after, before);
  }

  @Rule(
      value = "VERSION-6",
      needs = Fault.DELETE_RECORD,
      claims = Capability.SURVIVES_OPERATOR_DELETION)
  final void aVersionFromBeforeADeletionIsWorthless(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long before = a.commit(KEY, a.commit(KEY, 0, "first"), "second");

    cluster.harness().deleteRecord(cluster.namespace(), KEY);
    long again = b.commitWhenPossible(KEY, 0, "third");
    b.commit(KEY, again, "fourth");

    assertEquals("fourth", Client.text(a.conflict(KEY, before, "as if nothing had happened")));
  }

  @Rule(value = "VERSION-7", needs = Fault.DELETE_RECORD)
  final void aDeletedRecordIsNotReplaced(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    long before = a.commit(KEY, 0, "first");

    cluster.harness().deleteRecord(cluster.namespace(), KEY);

    a.conflict(KEY, before, "over what is gone");
    cluster.patience().until("the deletion can be read", () -> a.read(KEY).isEmpty());
  }

  private static void requireLarger(long next, long version) {
    assertTrue(next > version, () -> "Version " + next + " does not follow " + version);
  }
}
