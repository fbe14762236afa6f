package io.primacy.election.tck;

import static io.primacy.election.tck.OperatorDesk.ALICE;
import static io.primacy.election.tck.OperatorDesk.ask;
import static io.primacy.election.tck.OperatorDesk.lay;
import static io.primacy.election.tck.OperatorDesk.lift;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.EndReason;
import io.primacy.election.Failback;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Operators: what they lay down and ask, from any process, holds for every node. */
class OperatorRules {

  private static final Duration LONG = Duration.ofHours(1);

  @Rule("ORDER-1")
  final void whoeverIsPreferredFollowsWhateverThePriorities(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 9);
    Member c = standing(cluster, "c", 0);
    lay(cluster, b, Directive.prefer(c.node(), ALICE, now(cluster)));

    a.withdraw();

    cluster.awaitLeader(c);
    assertFalse(b.everLed(), "b led");
  }

  @Rule("ORDER-2")
  final void anotherPriorityTakesThePlaceOfTheConfiguredOne(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 9);
    Member c = standing(cluster, "c", 0);
    lay(cluster, b, Directive.priority(c.node(), 10, ALICE, now(cluster)));

    a.withdraw();

    cluster.awaitLeader(c);
    assertFalse(b.everLed(), "b led");
  }

  @Rule("ORDER-3")
  final void whoeverIsDrainedHandsOver(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    cluster.patience().pass(cluster.lease());

    lay(cluster, b, Directive.drain(a.node(), ALICE, now(cluster)));

    cluster.awaitLeader(b);
    assertEquals(Optional.of(EndReason.DRAINED), a.contender().lastReason());
    cluster.patience().until("a stands on", () -> b.seenCandidates().contains("a"));
  }

  @Rule("ORDER-4")
  final void whoeverIsDrainedDoesNotLeadUntilThatIsLifted(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    lay(cluster, b, Directive.drain(b.node(), ALICE, now(cluster)));

    a.close();

    cluster.patience().never("b leads", b::everLed);
    lift(cluster, b, Directive.Kind.DRAIN, Optional.of(b.node()));
    cluster.awaitLeader(b);
  }

  @Rule("ORDER-5")
  final void nobodyFollowsWhileChangesArePaused(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    lay(cluster, b, Directive.pause(Optional.empty(), LONG, ALICE, now(cluster)));
    a.unplug();

    cluster.patience().pass(cluster.lease().multipliedBy(3));

    assertFalse(b.everLed(), "b led");
    lift(cluster, b, Directive.Kind.PAUSE, Optional.empty());
    cluster.awaitLeader(b);
  }

  @Rule("ORDER-6")
  final void pausesEndWithoutAnybody(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    Duration length = cluster.lease().multipliedBy(2);
    lay(cluster, b, Directive.pause(Optional.empty(), length, ALICE, now(cluster)));

    a.unplug();

    cluster.awaitLeader(b);
  }

  @Rule("ORDER-7")
  final void theLeaderLeadsOnWhileChangesArePaused(TckCluster cluster) {
    Member a = leader(cluster);
    Leadership before = a.leadership().orElseThrow();
    Member b = standing(cluster, "b", 9);
    lay(cluster, b, Directive.pause(Optional.empty(), LONG, ALICE, now(cluster)));

    HandoverOutcome outcome = ask(cluster, b, "b");

    assertEquals(HandoverOutcome.PAUSED, outcome);
    cluster.patience().pass(cluster.lease().multipliedBy(2));
    assertTrue(before.isHeld(), "a leads on");
  }

  @Rule("ORDER-8")
  final void anybodyMayAskForAnotherLeader(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    Member desk = cluster.join("desk");

    HandoverOutcome outcome = ask(cluster, desk, b.node());

    assertEquals(HandoverOutcome.HANDED_OVER, outcome);
    cluster.awaitLeader(b);
    assertEquals(Optional.of(EndReason.HANDED_OVER), a.contender().lastReason());
  }

  @Rule("ORDER-9")
  final void askingForTheImpossibleChangesNothing(TckCluster cluster) {
    Member a = leader(cluster);
    Leadership before = a.leadership().orElseThrow();
    standing(cluster, "b", 0);
    Member desk = cluster.join("desk");

    assertEquals(HandoverOutcome.TARGET_UNKNOWN, ask(cluster, desk, "nobody"));
    assertEquals(HandoverOutcome.ALREADY_LEADER, ask(cluster, desk, a.node()));
    assertTrue(before.isHeld(), "a leads on");
  }

  @Rule("ORDER-10")
  final void askingWhereNobodyLeadsIsAnswered(TckCluster cluster) {
    Member desk = cluster.join("desk");

    assertEquals(HandoverOutcome.NOT_LEADER, ask(cluster, desk, "b"));
  }

  @Rule("ORDER-11")
  final void whoeverStepsDownStandsOnAndDoesNotWinStraightBack(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);

    cluster
        .patience()
        .until(
            "a steps down",
            () ->
                cluster
                    .patience()
                    .result(
                        cluster.patience().eventually(),
                        "the stepping down",
                        a.election().stepDown(LONG))
                    .isDone());

    cluster.awaitLeader(b);
    cluster.patience().until("a stands on", () -> b.seenCandidates().contains("a"));
    b.withdraw();
    cluster.patience().never("a leads again", a::leads);
  }

  @Rule("ORDER-12")
  final void theLeaderGivesWayToBetterCandidatesIfItIsToldTo(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign(Member.LEDGER, Candidacy.plain().withFailback(Failback.after(cluster.lease())));
    Leadership before = cluster.awaitLeader(a);
    Member b = standing(cluster, "b", 5);

    cluster.patience().pass(cluster.lease().dividedBy(2));
    assertTrue(before.isHeld(), "a leads until the hold-off is over");

    cluster.awaitLeader(b);
    assertEquals(Optional.of(EndReason.HANDED_OVER), a.contender().lastReason());
  }

  @Rule("ORDER-13")
  final void theLeaderGivesWayToNobodyUnlessItIsToldTo(TckCluster cluster) {
    Member a = leader(cluster);
    Leadership before = a.leadership().orElseThrow();
    Member b = standing(cluster, "b", 9);
    lay(cluster, b, Directive.prefer(b.node(), ALICE, now(cluster)));

    cluster.patience().pass(cluster.lease().multipliedBy(3));

    assertTrue(before.isHeld(), "a leads on");
  }

  @Rule("ORDER-14")
  final void candidatesThatAreDeadAreStruck(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 9);
    Member c = standing(cluster, "c", 0);
    cluster.patience().until("a sees b stand", () -> a.seenCandidates().contains("b"));

    b.unplug();

    cluster.patience().until("b is struck", () -> !a.seenCandidates().contains("b"));
    assertTrue(a.seenCandidates().contains(c.node()), "c was struck too");
  }

  @Rule("ORDER-15")
  final void theHistoryTellsWhoAskedAndWhy(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    Member desk = cluster.join("desk");

    ask(cluster, desk, b.node());

    cluster.awaitLeader(b);
    List<ElectionView.Transition> all = b.view().orElseThrow().transitions();
    ElectionView.Transition last = all.get(all.size() - 1);
    assertEquals("handover", last.cause());
    assertEquals(Optional.of(ALICE), last.by());
    assertEquals(Optional.of(a.node()), last.from());
    assertEquals(Optional.of(b.node()), last.node());
    assertTrue(last.gapMillis().isPresent(), "it says for how long nobody led");
    lay(cluster, desk, Directive.prefer(a.node(), ALICE, now(cluster)));
    lift(cluster, desk, Directive.Kind.PREFER, Optional.of(a.node()));
    cluster.patience().until("b sees who lifted what", () -> seesLifted(b, a.node()));
  }

  @Rule("ORDER-16")
  final void everybodySeesWhatIsLaidDown(TckCluster cluster) {
    Member a = leader(cluster);
    Member b = standing(cluster, "b", 0);
    Directive pause = Directive.pause(Optional.of("b"), LONG, ALICE, now(cluster));
    Directive drain = Directive.drain(b.node(), ALICE, now(cluster));

    lay(cluster, b, pause);
    lay(cluster, a, drain);

    for (Member member : List.of(a, b)) {
      cluster
          .patience()
          .until(
              member + " sees both",
              () ->
                  member
                      .view()
                      .orElseThrow()
                      .directives()
                      .all()
                      .containsAll(List.of(pause, drain)));
    }
  }

  private static boolean seesLifted(Member member, String preferred) {
    return member.view().orElseThrow().lifted().stream()
        .filter(lifted -> lifted.kind() == Directive.Kind.PREFER)
        .filter(lifted -> lifted.node().equals(Optional.of(preferred)))
        .anyMatch(lifted -> lifted.by().equals(ALICE));
  }

  private static Member leader(TckCluster cluster) {
    Member member = cluster.join("a");
    member.campaign();
    cluster.awaitLeader(member);
    return member;
  }

  private static Member standing(TckCluster cluster, String node, int priority) {
    Member member = cluster.join(node);
    member.campaign(priority);
    return member;
  }

  private static long now(TckCluster cluster) {
    return cluster.harness().environment().time().wallMillis();
  }
}
