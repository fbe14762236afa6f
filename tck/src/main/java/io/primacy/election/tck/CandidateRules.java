package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.primacy.election.Candidacy;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.EndReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Candidates: who comes first, who may not, and who no longer wants to. */
class CandidateRules {

  @Rule("STAND-1")
  final void theHighestPriorityFollowsALeaderThatWithdraws(TckCluster cluster) {
    Member c = leader(cluster);
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign(1);
    b.campaign(2);

    c.withdraw();

    cluster.awaitLeader(b);
    assertFalse(a.everLed(), "a, of lower priority, led");
  }

  @Rule("STAND-2")
  final void theHighestPriorityFollowsALeaderThatIsLost(TckCluster cluster) {
    Member c = leader(cluster);
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign(1);
    b.campaign(2);

    c.unplug();

    cluster.awaitLeader(b);
    assertFalse(a.everLed(), "a, of lower priority, led");
  }

  @Rule("STAND-3")
  final void amongEqualsTheFirstToStandFollows(TckCluster cluster) {
    Member c = leader(cluster);
    Member b = cluster.join("b");
    Member a = cluster.join("a");
    b.campaign();
    a.campaign();

    c.withdraw();

    cluster.awaitLeader(b);
    assertFalse(a.everLed(), "a, which stood later, led");
  }

  @Rule("STAND-4")
  final void aCandidateThatIsNotEligibleNeverLeads(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign(Member.LEDGER, Candidacy.plain().withPriority(9).withEligible(false));
    cluster.patience().pass(cluster.lease());
    assertFalse(a.everLed(), "a, which is alone and not eligible, led");

    Member b = cluster.join("b");
    b.campaign();

    cluster.awaitLeader(b);
    cluster.patience().pass(cluster.lease());
    assertFalse(a.everLed(), "a, which is not eligible, led");
  }

  @Rule("STAND-5")
  final void aLeaderThatIsNoLongerEligibleHandsOver(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    a.eligible(false);

    cluster.awaitLeader(b);
    assertEquals(Optional.of(EndReason.NOT_ELIGIBLE), a.contender().lastReason());
  }

  @Rule("STAND-6")
  final void aCandidateThatBecomesEligibleMayLead(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign(Member.LEDGER, Candidacy.plain().withEligible(false));

    a.eligible(true);

    cluster.awaitLeader(a);
  }

  @Rule("STAND-7")
  final void aCandidacyCanBeChanged(TckCluster cluster) {
    Member c = leader(cluster);
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign(1);
    b.campaign(2);

    a.campaign(3);
    c.withdraw();

    cluster.awaitLeader(a);
    assertFalse(b.everLed(), "b, of lower priority by then, led");
  }

  @Rule("STAND-8")
  final void everybodySeesTheCandidatesInTheirOrder(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    Member c = cluster.join("c");
    a.election().observe(view -> {});

    b.campaign(1);
    c.campaign(2);

    cluster
        .patience()
        .until("a sees c before b", () -> a.seenCandidates().equals(List.of("c", "b")));
  }

  @Rule("STAND-9")
  final void attributesAreShownToEverybody(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    b.election().observe(view -> {});
    Map<String, String> attributes = Map.of("address", "10.0.0.1:80", "zone", "\u00E9\"\\ 1|2=3");

    a.campaign(Member.LEDGER, Candidacy.plain().withAttributes(attributes));

    cluster
        .patience()
        .until(
            "b sees what a says of itself",
            () ->
                b.view().stream()
                    .flatMap(view -> view.candidates().stream())
                    .map(Candidate::attributes)
                    .anyMatch(attributes::equals));
  }

  @Rule("STAND-10")
  final void aLeaderThatWithdrewDoesNotLead(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    a.withdraw();
    boolean ledAfterwards = a.election().leadership().isPresent();

    assertFalse(ledAfterwards, "a led after its withdrawal was complete");
    assertEquals(Optional.of(EndReason.WITHDRAWN), a.contender().lastReason());
    cluster.awaitLeader(b);
    cluster.patience().until("b sees a gone", () -> b.seenCandidates().equals(List.of("b")));
  }

  @Rule("STAND-11")
  final void aCandidateThatWithdrewDoesNotFollow(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();

    b.withdraw();
    a.close();

    cluster.patience().pass(cluster.lease().multipliedBy(2));
    assertFalse(b.everLed(), "b led after it had withdrawn");
  }

  @Rule("STAND-12")
  final void aCandidateThatWithdrewMayStandAgain(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    cluster.awaitLeader(a);
    b.campaign();
    b.withdraw();

    b.campaign();
    a.withdraw();

    cluster.awaitLeader(b);
  }

  private static Member leader(TckCluster cluster) {
    Member c = cluster.join("c");
    c.campaign();
    cluster.awaitLeader(c);
    return c;
  }
}
