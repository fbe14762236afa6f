package io.primacy.election.tck;

import io.primacy.election.spi.Capability;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Hints: too many are fine, one too few is not, nor is one that names what was before. */
class HintRules {

  private static final RecordKey KEY = new RecordKey("tck", "hint");
  private static final int CHANGES = 10;

  @Rule("HINT-1")
  final void everyChangeByAnotherIsHinted(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    Client.Watch watch = b.watch(KEY);
    b.read(KEY);

    requireHintForEach(cluster, a, watch);
  }

  @Rule("HINT-2")
  final void everyChangeOfOnesOwnIsHinted(TckCluster cluster) {
    Client a = cluster.client("a");
    Client.Watch watch = a.watch(KEY);
    a.read(KEY);

    requireHintForEach(cluster, a, watch);
  }

  @Rule("HINT-3")
  final void theCreationOfAWatchedRecordIsHinted(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    Client.Watch watch = b.watch(KEY);
    b.read(KEY);

    int before = watch.count();
    long version = a.commit(KEY, 0, "first");

    cluster.patience().until("a hint at the creation", () -> watch.tells(before, version));
  }

  @Rule(value = "HINT-4", needs = Fault.DELETE_RECORD)
  final void theDeletionOfAWatchedRecordIsHinted(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    a.commit(KEY, 0, "first");
    Client.Watch watch = a.watch(KEY);
    cluster.patience().pass(cluster.harness().quietly());
    int before = watch.count();

    cluster.harness().deleteRecord(cluster.namespace(), KEY);

    cluster
        .patience()
        .until("a hint at the deletion that names no version", () -> watch.tellsEverybody(before));
  }

  @Rule("HINT-5")
  final void everyWatchOfARecordIsHinted(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    List<Client.Watch> watches = List.of(a.watch(KEY), a.watch(KEY), b.watch(KEY));
    b.read(KEY);

    long version = a.commit(KEY, 0, "first");

    for (Client.Watch watch : watches) {
      cluster.patience().until("a hint to every watch", () -> watch.tells(0, version));
    }
  }

  @Rule("HINT-6")
  final void aWatchThatWasEndedIsNotHinted(TckCluster cluster) {
    Client a = cluster.client("a");
    Client.Watch ended = a.watch(KEY);
    Client.Watch kept = a.watch(KEY);
    long version = a.commit(KEY, 0, "first");
    cluster.patience().until("a hint", () -> kept.count() > 0 && ended.count() > 0);

    ended.registration().close();
    ended.registration().close();
    cluster.patience().pass(cluster.harness().quietly());
    int before = ended.count();
    int keptBefore = kept.count();
    a.commit(KEY, version, "second");

    cluster.patience().until("a hint to the watch that was kept", () -> kept.count() > keptBefore);
    cluster.patience().never("a hint to an ended watch", () -> ended.count() > before);
  }

  @Rule("HINT-7")
  final void aClosedBackendGivesNoHint(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    Client.Watch watch = b.watch(KEY);
    b.read(KEY);
    long version = a.commit(KEY, 0, "first");
    cluster.patience().until("a hint", () -> watch.count() > 0);

    b.backend().close();
    cluster.patience().pass(cluster.harness().quietly());
    int before = watch.count();
    a.commit(KEY, version, "second");

    cluster.patience().never("a hint by a closed backend", () -> watch.count() > before);
  }

  @Rule(value = "HINT-8", needs = Fault.RESTART_SERVICE, claims = Capability.SURVIVES_FULL_RESTART)
  final void changesAfterARestartAreHinted(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = a.commit(KEY, 0, "first");
    Client.Watch watch = b.watch(KEY);
    b.read(KEY);

    cluster.during(cluster.harness().stopService()).end();
    a.awaitService(KEY);
    b.awaitService(KEY);
    b.catchUp(KEY, version);
    cluster.patience().pass(cluster.harness().quietly());
    int before = watch.count();
    long second = a.commitWhenPossible(KEY, version, "second");

    cluster.patience().until("a hint after the restart", () -> watch.tells(before, second));
  }

  @Rule(value = "HINT-9", needs = Fault.CUT_OFF_CLIENT)
  final void aChangeWhileCutOffIsHintedAfterwards(TckCluster cluster) throws Exception {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = a.commit(KEY, 0, "first");
    Client.Watch watch = b.watch(KEY);
    b.catchUp(KEY, version);

    Outage outage = cluster.during(cluster.harness().cutOff("b"));
    cluster.patience().pass(cluster.harness().quietly());
    int before = watch.count();
    long second = a.commit(KEY, version, "second");
    cluster.patience().pass(cluster.harness().quietly());
    outage.end();

    cluster.patience().until("a hint after the outage", () -> watch.tells(before, second));
  }

  @Rule("HINT-10")
  final void aHintComesWhileTheWatcherReadsInsideOne(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    AtomicInteger answers = new AtomicInteger();
    b.backend().watch(KEY, version -> b.sendRead(KEY).thenRun(answers::incrementAndGet));
    b.read(KEY);

    long version = a.commit(KEY, 0, "first");
    cluster.patience().until("an answer to a read in a hint", () -> answers.get() > 0);
    cluster.patience().pass(Duration.ofMillis(1));
    int before = answers.get();
    a.commit(KEY, version, "second");

    cluster.patience().until("a hint after a read in a hint", () -> answers.get() > before);
  }

  private static void requireHintForEach(TckCluster cluster, Client writer, Client.Watch watch) {
    long version = 0;
    for (int i = 0; i < CHANGES; i++) {
      int before = watch.count();
      long made = writer.commit(KEY, version, "change " + i);
      String what =
          "a hint after change " + i + " that names version " + made + ", a later or none";
      cluster.patience().until(what, () -> watch.tells(before, made));
      version = made;
    }
  }
}
