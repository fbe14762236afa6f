package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.primacy.election.Leadership;
import io.primacy.election.spi.Capability;
import java.util.List;

/** Elections over outages: nobody leads on without the store, and everybody can lead after it. */
class OutageRules {

  @Rule("HEAL-1")
  final void everybodyCanLeadAfterTheLeaderWasCutOff(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    Member lost = cluster.awaitLeader();
    lost.unplug();
    cluster
        .patience()
        .until("another leader", () -> cluster.leader().filter(m -> m != lost).isPresent());

    lost.plugIn();

    Electability.require(cluster, members);
  }

  @Rule("HEAL-2")
  final void everybodyCanLeadAfterACandidateWasCutOff(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    Member leader = cluster.awaitLeader();
    Member lost = members.stream().filter(member -> member != leader).findFirst().orElseThrow();
    lost.unplug();
    cluster.patience().pass(cluster.lease().multipliedBy(2));

    lost.plugIn();

    Electability.require(cluster, members);
  }

  @Rule("HEAL-3")
  final void everybodyCanLeadAfterTheLeaderWasStopped(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    Member lost = cluster.awaitLeader();

    lost.freeze(cluster.lease().multipliedBy(3));
    cluster
        .patience()
        .until("another leader", () -> cluster.leader().filter(m -> m != lost).isPresent());
    cluster.patience().pass(cluster.lease().multipliedBy(3));

    Electability.require(cluster, members);
  }

  @Rule(value = "HEAL-4", needs = Fault.RESTART_SERVICE, claims = Capability.SURVIVES_FULL_RESTART)
  final void nobodyLeadsOnWithoutTheServiceAndEverybodyCanAfterwards(TckCluster cluster)
      throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    Member leader = cluster.awaitLeader();
    Leadership leadership = cluster.awaitLeader(leader);

    Outage outage = cluster.during(cluster.harness().stopService());
    cluster.patience().pass(cluster.lease());
    assertFalse(leadership.isHeld(), "held a lease after the service was stopped");
    outage.end();

    Electability.require(cluster, members);
  }

  @Rule(value = "HEAL-5", needs = Fault.CUT_OFF_CLIENT)
  final void aLeaderBehindABlackHoleIsReplaced(TckCluster cluster) throws Exception {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);
    b.campaign();

    Outage outage = cluster.during(cluster.harness().cutOff("a"));
    cluster.awaitLeader(b);
    assertFalse(old.isHeld(), "held behind a black hole");
    outage.end();

    Electability.require(cluster, List.of(a, b));
  }

  @Rule(value = "HEAL-6", needs = Fault.STOP_ONE_SERVER)
  final void theLossOfOneServerLeavesALeader(TckCluster cluster) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    cluster.awaitLeader();

    Outage outage = cluster.during(cluster.harness().stopOneServer());
    cluster.patience().pass(cluster.lease());
    cluster.awaitLeader();
    outage.end();

    Electability.require(cluster, members);
  }

  @Rule("HEAL-7")
  final void electionsOpenWhileTheStoreIsAwayAndBeginWhenItIsThere(TckCluster cluster) {
    Member a = cluster.join("a");
    a.unplug();
    a.sendCampaign(Member.LEDGER, io.primacy.election.Candidacy.plain());
    cluster.patience().pass(cluster.lease());
    assertFalse(a.everLed(), "a led without a store");

    a.plugIn();

    cluster.awaitLeader(a);
  }
}
