package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Leadership: one at a time, for as long as the lease is renewed. */
class LeadershipRules {

  private static final int MANY = 100;

  @Rule("LEAD-1")
  final void oneOfSeveralCandidatesLeads(TckCluster cluster) {
    List<Member> members = List.of(cluster.join("a"), cluster.join("b"), cluster.join("c"));
    members.forEach(Member::campaign);

    cluster.awaitLeader();

    cluster.patience().pass(cluster.lease());
    assertEquals(1, members.stream().filter(Member::leads).count(), "leaders");
  }

  @Rule("LEAD-2")
  final void leadershipLastsWhileAllIsWell(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    FencingToken token = cluster.awaitLeader(a).token();
    b.campaign();

    cluster.patience().pass(cluster.lease().multipliedBy(3));

    assertEquals(Optional.of(token), a.leadership().map(Leadership::token), "the leadership");
    assertFalse(b.everLed(), "b led");
  }

  @Rule("LEAD-3")
  final void whoeverDoesNotStandNeverLeads(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    b.election().observe(view -> {});
    a.campaign();
    cluster.awaitLeader(a);

    a.close();

    cluster.patience().pass(cluster.lease());
    assertFalse(b.everLed(), "b, which does not stand, led");
  }

  @Rule("LEAD-4")
  final void aLeaderThatIsCutOffStopsBeforeAnotherBegins(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);
    b.campaign();

    a.unplug();
    cluster.awaitLeader(b);

    assertFalse(old.isHeld(), "the leadership that was cut off is held");
    assertEquals(Duration.ZERO, old.remaining(), "what remains of it");
    cluster
        .patience()
        .until(
            "a is told",
            () -> a.contender().lastReason().equals(Optional.of(EndReason.LEASE_EXPIRED)));
  }

  @Rule("LEAD-5")
  final void aLeaderThatCanNotRenewStopsWithinItsLease(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    Leadership leadership = cluster.awaitLeader(a);

    a.unplug();
    cluster.patience().pass(cluster.lease());

    assertFalse(leadership.isHeld(), "held after a lease without renewal");
    cluster.patience().until("it has ended", leadership.ended().toCompletableFuture()::isDone);
  }

  @Rule("LEAD-6")
  final void aLeaderThatWasStoppedDoesNotLeadWhenItWakes(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);
    b.campaign();

    a.freeze(cluster.lease().multipliedBy(3));
    Leadership next = cluster.awaitLeader(b);

    assertFalse(old.isHeld(), "held by a process that was stopped");
    assertTrue(next.isHeld(), "held by its successor");
  }

  @Rule("LEAD-7")
  final void aShortOutageCostsNoLeadership(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    FencingToken token = cluster.awaitLeader(a).token();
    cluster.patience().pass(cluster.lease());

    a.unplug();
    cluster.patience().pass(cluster.lease().dividedBy(4));
    a.plugIn();
    cluster.patience().pass(cluster.lease().multipliedBy(2));

    assertEquals(Optional.of(token), a.leadership().map(Leadership::token), "the leadership");
  }

  @Rule("LEAD-8")
  final void remainingTimeIsWithinTheLease(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    Leadership leadership = cluster.awaitLeader(a);

    Duration remaining = leadership.remaining();

    assertTrue(
        !remaining.isZero() && remaining.compareTo(cluster.lease()) <= 0,
        () -> remaining + " remain of a lease of " + cluster.lease());
  }

  @Rule("LEAD-9")
  final void electionsOfOneNodeAreIndependent(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign("red");
    FencingToken red = cluster.awaitLeader(a, "red").token();
    b.campaign("blue");
    cluster.awaitLeader(b, "blue");
    a.campaign("blue");
    b.campaign("red");

    cluster
        .patience()
        .result(
            cluster.harness().eventually(),
            "b leaves blue",
            b.elections().election("blue").withdraw());

    cluster.awaitLeader(a, "blue");
    assertEquals(Optional.of(red), a.leadership("red").map(Leadership::token), "red");
    assertFalse(b.leads("red"), "b leads red");
  }

  @Rule("LEAD-10")
  final void aHundredElectionsShareASession(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    List<CompletionStage<Void>> standing = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      standing.add(a.sendCampaign("many-" + i, Candidacy.plain()));
    }
    for (int i = 0; i < MANY; i++) {
      cluster.awaitLeader(a, "many-" + i);
      standing.add(b.sendCampaign("many-" + i, Candidacy.plain()));
    }
    standing.forEach(
        stage -> cluster.patience().result(cluster.harness().eventually(), "a candidacy", stage));

    a.close();

    for (int i = 0; i < MANY; i++) {
      cluster.awaitLeader(b, "many-" + i);
    }
  }

  @Rule("LEAD-11")
  final void noTwoElectionsAreTakenForOneAnother(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");

    a.campaign("ledger.1");
    b.campaign("ledger-1");

    cluster.awaitLeader(a, "ledger.1");
    cluster.awaitLeader(b, "ledger-1");
    assertEquals(
        Optional.of("ledger.1"),
        a.elections().election("ledger.1").view().map(view -> view.election()),
        "the election that the view is of");
  }
}
