package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Handing over: to the one that was named, or not at all. */
class HandoverRules {

  @Rule("HAND-1")
  final void leadershipGoesToTheNodeThatIsNamed(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Member b = cluster.join("b");
    Member c = cluster.join("c");
    b.campaign(9);
    c.campaign(1);
    Leadership before = a.leadership().orElseThrow();

    a.handOverWhenPossible(c);

    Leadership after = cluster.awaitLeader(c);
    assertTrue(after.token().compareTo(before.token()) > 0, "the token rises");
    assertFalse(b.everLed(), "b led in between");
    assertEquals(Optional.of(EndReason.HANDED_OVER), a.contender().lastReason());
  }

  @Rule("HAND-2")
  final void whoeverHandsOverStandsOn(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Member b = cluster.join("b");
    b.campaign();
    a.handOverWhenPossible(b);
    cluster.awaitLeader(b);

    b.handOverWhenPossible(a);

    cluster.awaitLeader(a);
  }

  @Rule("HAND-3")
  final void handingOverToAStrangerChangesNothing(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Leadership before = a.leadership().orElseThrow();
    Member b = cluster.join("b");

    HandoverOutcome outcome = a.handOver(b);

    assertEquals(HandoverOutcome.TARGET_UNKNOWN, outcome);
    assertTrue(before.isHeld(), "a leads on");
  }

  @Rule("HAND-4")
  final void handingOverToWhomIsNotEligibleChangesNothing(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Leadership before = a.leadership().orElseThrow();
    Member b = cluster.join("b");
    b.campaign(Member.LEDGER, Candidacy.plain().withEligible(false));
    cluster.patience().until("a sees b stand", () -> a.seenCandidates().contains("b"));
    cluster.patience().pass(cluster.lease());

    HandoverOutcome outcome = a.handOver(b);

    assertEquals(HandoverOutcome.TARGET_NOT_ELIGIBLE, outcome);
    assertTrue(before.isHeld(), "a leads on");
    assertFalse(b.everLed(), "b led");
  }

  @Rule("HAND-5")
  final void onlyTheLeaderCanHandOver(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Leadership before = a.leadership().orElseThrow();
    Member b = cluster.join("b");
    Member c = cluster.join("c");
    b.campaign();
    c.campaign();
    cluster.patience().until("b sees c stand", () -> b.seenCandidates().contains("c"));

    HandoverOutcome outcome = b.handOver(c);

    assertEquals(HandoverOutcome.NOT_LEADER, outcome);
    assertTrue(before.isHeld(), "a leads on");
    assertFalse(c.everLed(), "c led");
  }

  @Rule("HAND-6")
  final void handingOverToTheLostLosesNobody(TckCluster cluster) {
    Member a = leader(cluster, "a");
    Member b = cluster.join("b");
    b.campaign();
    b.unplug();
    cluster.patience().pass(cluster.lease().multipliedBy(2));

    HandoverOutcome outcome = a.handOver(b);

    assertFalse(outcome.isDone(), "a says that it handed over to a node that is gone");
    cluster.awaitLeader(a);
    assertFalse(b.everLed(), "b led");
  }

  @Rule("HAND-7")
  final void leadershipIsHeldUntilItsWorkIsFinished(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    AtomicBoolean heldAtFirst = new AtomicBoolean();
    AtomicBoolean heldAtLast = new AtomicBoolean();
    a.contender()
        .onRevoked(
            leadership -> {
              heldAtFirst.set(leadership.isHeld());
              cluster.patience().pass(cluster.lease().dividedBy(2));
              heldAtLast.set(leadership.isHeld());
            });
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    a.handOverWhenPossible(b);

    cluster.awaitLeader(b);
    assertTrue(heldAtFirst.get() && heldAtLast.get(), "held while a finished its work");
    assertTrue(finished(cluster, a) <= began(cluster, b), "b began after a had finished");
  }

  @Rule("HAND-8")
  final void workThatIsNeverFinishedHoldsUpNobodyForLong(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    AtomicBoolean release = new AtomicBoolean();
    a.contender()
        .onRevoked(
            leadership ->
                cluster
                    .patience()
                    .isSoWithin(cluster.harness().eventually().multipliedBy(9), release::get));
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    a.election().withdraw();

    cluster.awaitLeader(b);
    release.set(true);
  }

  private static Member leader(TckCluster cluster, String node) {
    Member member = cluster.join(node);
    member.campaign();
    cluster.awaitLeader(member);
    return member;
  }

  private static long finished(TckCluster cluster, Member member) {
    return at(cluster, member, Kind.REVOKED_RETURNED);
  }

  private static long began(TckCluster cluster, Member member) {
    return at(cluster, member, Kind.GRANTED);
  }

  private static long at(TckCluster cluster, Member member, Kind kind) {
    return cluster.history().of(Member.LEDGER).stream()
        .filter(event -> event.kind() == kind && event.member().equals(member.toString()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(member + " has no " + kind))
        .begin();
  }
}
