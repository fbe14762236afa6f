package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.primacy.election.ElectionView;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** What user code is told, and what it may do to the election by how it takes it. */
class ContenderRules {

  private static final int TURNS = 6;

  @Rule("TELL-1")
  final void everyLeadershipIsToldOnceWhenItBeginsAndOnceWhenItEnds(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    for (int turn = 0; turn < TURNS; turn++) {
      Member from = turn % 2 == 0 ? a : b;
      Member to = turn % 2 == 0 ? b : a;
      from.handOverWhenPossible(to);
      cluster.awaitLeader(to);
    }

    assertEquals(TURNS + 1, cluster.history().grants(Member.LEDGER).size(), "grants");
    cluster
        .patience()
        .until("every end is told", () -> a.contender().ends() + b.contender().ends() == TURNS);
  }

  @Rule("TELL-2")
  final void aContenderMayCloseWhenItIsTold(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.contender().onGranted(leadership -> a.elections().close());
    b.contender().onGranted(leadership -> {});

    a.campaign();
    b.campaign();

    cluster.awaitLeader(b);
    cluster
        .patience()
        .until(
            "a is told the end",
            () -> a.contender().lastReason().equals(Optional.of(EndReason.CLOSED)));
  }

  @Rule("TELL-3")
  final void aContenderMayWithdrawWhenItIsTold(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.contender().onGranted(leadership -> a.election().withdraw());

    a.campaign();
    b.campaign();

    cluster.awaitLeader(b);
    assertFalse(a.leads(), "a leads");
  }

  @Rule("TELL-4")
  final void aContenderThatThrowsMakesRoomForAnother(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    ExecutorService ended = Executors.newSingleThreadExecutor();
    ended.shutdown();
    // Throws: the application stopped its own threads, and forgot its contender.
    a.contender().onGranted(leadership -> ended.execute(() -> {}));

    a.campaign();
    b.campaign();

    cluster.awaitLeader(b);
    assertEquals(Optional.of(EndReason.CONTENDER_FAILED), a.contender().lastReason());
  }

  @Rule("TELL-5")
  final void aContenderThatThrewMayLeadLater(TckCluster cluster) {
    Member a = cluster.join("a");
    AtomicBoolean thrown = new AtomicBoolean();
    a.contender()
        .onGranted(
            leadership -> {
              if (thrown.compareAndSet(false, true)) {
                throw new IllegalStateException("thrown by the rule, once");
              }
            });

    a.campaign();

    cluster.patience().until("a leads a second time", () -> a.contender().granted().size() == 2);
    cluster.awaitLeader(a);
  }

  @Rule("TELL-6")
  final void aContenderThatThrowsAtTheEndDoesNotHoldItUp(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.contender()
        .onRevoked(
            leadership -> {
              throw new IllegalStateException("thrown by the rule");
            });
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    a.withdraw();

    cluster.awaitLeader(b);
  }

  @Rule("TELL-7")
  final void aContenderThatNeverReturnsLosesLeadershipOnTime(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    AtomicBoolean release = blockWhenGranted(cluster, a, Member.LEDGER);
    a.campaign();
    Leadership stuck = cluster.awaitLeader(a);
    b.campaign();

    a.unplug();

    cluster.awaitLeader(b);
    assertFalse(stuck.isHeld(), "held by a contender that is stuck");
    cluster.patience().until("its end is known", stuck.ended().toCompletableFuture()::isDone);
    release.set(true);
    cluster.patience().until("it is told the end after all", () -> a.contender().ends() == 1);
  }

  @Rule("TELL-8")
  final void aContenderThatNeverReturnsDelaysNoOtherElection(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    AtomicBoolean release = blockWhenGranted(cluster, a, "stuck");
    a.campaign("stuck");
    cluster.awaitLeader(a, "stuck");

    a.campaign("red");
    cluster.awaitLeader(a, "red");
    b.campaign("red");
    a.elections().election("red").withdraw();

    cluster.awaitLeader(b, "red");
    release.set(true);
  }

  @Rule("TELL-9")
  final void theEndOfALeadershipIsKnownWithItsReason(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    Leadership leadership = cluster.awaitLeader(a);

    a.withdraw();

    EndReason reason =
        cluster
            .patience()
            .result(cluster.harness().eventually(), "the end of it", leadership.ended());
    assertEquals(EndReason.WITHDRAWN, reason);
    assertEquals(Optional.of(EndReason.WITHDRAWN), a.contender().lastReason());
  }

  @Rule("TELL-10")
  final void observersEndUpWithTheLatestLeader(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    Member c = cluster.join("c");
    List<ElectionView> seen = new CopyOnWriteArrayList<>();
    c.election().observe(seen::add);
    a.campaign();
    Leadership first = cluster.awaitLeader(a);
    b.campaign();
    cluster.patience().until("c sees a lead", () -> leaderIs(seen, "a"));

    a.close();
    Leadership second = cluster.awaitLeader(b);

    cluster.patience().until("c sees b lead", () -> leaderIs(seen, "b"));
    assertEquals(second.token(), last(seen).orElseThrow().token().orElseThrow());
    for (int i = 1; i < seen.size(); i++) {
      long before = seen.get(i - 1).version();
      long after = seen.get(i).version();
      if (after < before) {
        throw new AssertionError("c was shown version " + after + " after " + before);
      }
    }
    assertFalse(first.isHeld(), "held by a");
  }

  @Rule("TELL-11")
  final void anObserverThatEndedIsToldNothing(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    List<ElectionView> ended = new CopyOnWriteArrayList<>();
    List<ElectionView> kept = new CopyOnWriteArrayList<>();
    Registration registration = b.election().observe(ended::add);
    b.election().observe(kept::add);
    a.campaign();
    cluster.patience().until("b sees a lead", () -> leaderIs(ended, "a") && leaderIs(kept, "a"));

    registration.close();
    cluster.patience().pass(cluster.harness().quietly());
    int before = ended.size();
    a.close();

    cluster
        .patience()
        .until("b sees nobody lead", () -> last(kept).orElseThrow().leader().isEmpty());
    cluster.patience().pass(cluster.harness().quietly()); // Each is told on a thread of its own.
    assertEquals(before, ended.size(), "views after the end");
  }

  private static AtomicBoolean blockWhenGranted(
      TckCluster cluster, Member member, String election) {
    AtomicBoolean release = new AtomicBoolean();
    member
        .contender(election)
        .onGranted(
            leadership ->
                cluster
                    .patience()
                    .isSoWithin(cluster.harness().eventually().multipliedBy(9), release::get));
    return release;
  }

  private static boolean leaderIs(List<ElectionView> seen, String node) {
    return last(seen)
        .flatMap(ElectionView::leader)
        .filter(holder -> holder.node().equals(node))
        .isPresent();
  }

  private static Optional<ElectionView> last(List<ElectionView> seen) {
    return seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
  }
}
