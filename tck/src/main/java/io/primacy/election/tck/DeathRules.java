package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Leadership;
import io.primacy.election.NodeView;
import io.primacy.election.ReapOutcome;

/** Deaths: the session of a process that is known to be dead is closed at once, and no other's. */
class DeathRules {

  @Rule("REAP-1")
  final void theSessionOfTheDeadIsClosed(TckCluster cluster) {
    Member a = leader(cluster);
    Leadership before = a.leadership().orElseThrow();
    Member b = cluster.join("b");
    b.campaign();
    long incarnation = b.elections().session().incarnation();
    b.unplug(); // It leads nothing, and is as good as dead for whoever sees only the store.

    ReapOutcome outcome = reap(cluster, a, b.node(), b.elections().run());

    assertEquals(ReapOutcome.CLOSED, outcome);
    cluster.patience().until("b's session is closed", () -> !session(cluster, a, b).open());
    assertEquals(ReapOutcome.NOT_OPEN, reap(cluster, a, b.node(), b.elections().run()));

    b.plugIn(); // What it still sends arrives now.

    cluster
        .patience()
        .until(
            "b begins anew",
            () ->
                session(cluster, a, b).open()
                    && session(cluster, a, b).incarnation() > incarnation);
    assertTrue(before.isHeld(), "a leads on");
    assertFalse(b.everLed(), "b led");
  }

  @Rule("REAP-2")
  final void theSessionOfAnotherRunIsLeftAlone(TckCluster cluster) {
    Member a = leader(cluster);
    Leadership before = a.leadership().orElseThrow();
    Member desk = cluster.join("desk");

    ReapOutcome outcome = reap(cluster, desk, a.node(), desk.elections().run());

    assertEquals(ReapOutcome.ANOTHER_RUN, outcome);
    cluster.patience().pass(cluster.lease().multipliedBy(2));
    assertTrue(before.isHeld(), "a leads on");
  }

  private static ReapOutcome reap(TckCluster cluster, Member through, String node, String run) {
    return cluster
        .patience()
        .result(
            cluster.patience().eventually(),
            "the closing of a dead session",
            through.elections().operations().reap(node, run));
  }

  private static NodeView session(TckCluster cluster, Member through, Member of) {
    return cluster
        .patience()
        .result(
            cluster.patience().eventually(),
            "the session",
            through.elections().operations().node(of.node()));
  }

  private static Member leader(TckCluster cluster) {
    Member member = cluster.join("a");
    member.campaign(Member.LEDGER, Candidacy.plain());
    cluster.awaitLeader(member);
    return member;
  }
}
