package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Leadership;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.RecordKey;
import java.util.List;
import java.util.Optional;

/**
 * Elections over faults of the wire and of the store. After each that was repaired all candidates
 * are closed one by one, and each that is left must come to lead.
 */
class RecoveryRules {

  @Rule(value = "MEND-1", needs = Fault.LOSE_REQUESTS)
  final void everybodyCanLeadAfterTheLeadersRequestsWereLost(TckCluster cluster) throws Exception {
    replaceLeaderDuring(cluster, Fault.LOSE_REQUESTS);
  }

  @Rule(value = "MEND-2", needs = Fault.LOSE_ANSWERS)
  final void everybodyCanLeadAfterTheLeaderHeardNoAnswers(TckCluster cluster) throws Exception {
    replaceLeaderDuring(cluster, Fault.LOSE_ANSWERS);
  }

  @Rule(value = "MEND-3", needs = Fault.RESET_CONNECTIONS)
  final void everybodyCanLeadAfterAllConnectionsWereReset(TckCluster cluster) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    cluster.awaitLeader();
    disturbAll(cluster, members, Fault.RESET_CONNECTIONS);
  }

  @Rule(value = "MEND-4", needs = Fault.DELAY)
  final void aSlowConnectionCostsNoLeadership(TckCluster cluster) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    Member leader = cluster.awaitLeader();
    Leadership leadership = cluster.awaitLeader(leader);
    disturbAll(cluster, members, Fault.DELAY, leadership);
  }

  @Rule(value = "MEND-5", needs = Fault.DRIP)
  final void everybodyCanLeadAfterConnectionsDripped(TckCluster cluster) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    cluster.awaitLeader();
    disturbAll(cluster, members, Fault.DRIP);
  }

  @Rule(value = "MEND-6", needs = Fault.FREEZE_ONE_SERVER)
  final void everybodyCanLeadAfterOneServerStoodStill(TckCluster cluster) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    cluster.awaitLeader();
    Outage outage = cluster.during(cluster.harness().freezeOneServer());
    cluster.patience().pass(cluster.lease());
    cluster.awaitLeader();
    outage.end();

    Electability.require(cluster, members);
  }

  @Rule(value = "MEND-7", needs = Fault.REFUSE_WRITES)
  final void nobodyLeadsWhileWritesAreRefusedAndEverybodyCanAfterwards(TckCluster cluster)
      throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    cluster.awaitLeader();
    Outage outage = cluster.during(cluster.harness().refuseWrites(cluster.namespace()));
    cluster.patience().pass(cluster.lease());
    assertEquals(Optional.empty(), cluster.leader(), "the leader a lease after the last renewal");
    outage.end();

    Electability.require(cluster, members);
  }

  @Rule(
      value = "MEND-8",
      needs = Fault.DELETE_RECORD,
      claims = Capability.SURVIVES_OPERATOR_DELETION)
  final void everybodyCanLeadAfterTheRecordWasDeleted(TckCluster cluster) throws Exception {
    deleteAndRequire(cluster, new RecordKey("elections", Member.LEDGER));
  }

  @Rule(
      value = "MEND-9",
      needs = Fault.DELETE_RECORD,
      claims = Capability.SURVIVES_OPERATOR_DELETION)
  final void everybodyCanLeadAfterTheLeadersSessionWasDeleted(TckCluster cluster) throws Exception {
    deleteAndRequire(cluster, new RecordKey("sessions", "a"));
  }

  @Rule("MEND-10")
  final void aLeaderThatIsStoppedForAboutALeaseLeavesOneLeader(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    for (int percent : List.of(90, 99, 101)) {
      Member leader = cluster.awaitLeader();
      leader.freeze(cluster.lease().multipliedBy(percent).dividedBy(100));
      cluster.patience().pass(cluster.lease().multipliedBy(2));
      cluster.awaitLeader();
    }

    Electability.require(cluster, members);
  }

  @Rule("MEND-11")
  final void everybodyCanLeadAfterACandidateWasStopped(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    Member leader = cluster.awaitLeader();
    Member candidate = members.stream().filter(m -> m != leader).findFirst().orElseThrow();

    candidate.freeze(cluster.lease().multipliedBy(3));
    cluster.patience().pass(cluster.lease().multipliedBy(3));

    Electability.require(cluster, members);
  }

  @Rule("MEND-12")
  final void everybodyCanLeadAfterWallClocksWereSet(TckCluster cluster) {
    List<Member> members = Electability.threeCandidates(cluster);
    Member leader = cluster.awaitLeader();

    leader.stepClock(java.time.Duration.ofHours(1));
    cluster.patience().pass(cluster.lease());
    cluster.awaitLeader().stepClock(java.time.Duration.ofHours(-1));
    cluster.patience().pass(cluster.lease());

    Electability.require(cluster, members);
  }

  private static void replaceLeaderDuring(TckCluster cluster, Fault fault) throws Exception {
    List<Member> members = Electability.threeCandidates(cluster);
    Member old = cluster.awaitLeader();
    Leadership leadership = cluster.awaitLeader(old);
    Outage outage = cluster.during(cluster.harness().disturb(old.node(), fault));
    cluster
        .patience()
        .until("another leader", () -> cluster.leader().filter(m -> m != old).isPresent());
    assertFalse(leadership.isHeld(), "held by the leader behind the fault");
    outage.end();

    Electability.require(cluster, members);
  }

  private static void disturbAll(
      TckCluster cluster, List<Member> members, Fault fault, Leadership... lasting)
      throws Exception {
    List<Outage> outages = new java.util.ArrayList<>();
    for (Member member : members) {
      outages.add(cluster.during(cluster.harness().disturb(member.node(), fault)));
    }
    cluster.patience().pass(cluster.lease().multipliedBy(2));
    for (Leadership leadership : lasting) {
      assertTrue(leadership.isHeld(), "held throughout");
    }
    for (Outage outage : outages) {
      outage.end();
    }

    Electability.require(cluster, members);
  }

  private static void deleteAndRequire(TckCluster cluster, RecordKey key) throws Exception {
    Member a = cluster.join("a");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);
    List<Member> members = List.of(a, cluster.join("b"), cluster.join("c"));
    members.subList(1, members.size()).forEach(Member::campaign);

    cluster.harness().deleteRecord(cluster.namespace(), key);

    cluster.patience().until("the leader stops", () -> !old.isHeld());
    Electability.require(cluster, members);
  }
}
