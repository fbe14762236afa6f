package io.primacy.election;

import static io.primacy.election.Witness.PATIENCE;
import static io.primacy.election.Witness.eventually;
import static io.primacy.election.Witness.failure;
import static io.primacy.election.Witness.get;
import static io.primacy.election.Witness.lead;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Standing, leading, leaving; in real time over a store in memory. */
class CampaignTest {

  private final MemoryStore store = new MemoryStore();
  private final Elections one = store.open("n1");
  private final Elections two = store.open("n2");
  private final Witness first = new Witness();
  private final Witness second = new Witness();

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void aLoneCandidateLeads() {
    LeaderElection ledger = one.election("ledger");
    assertSame(ledger, one.election("ledger"));
    assertEquals(SessionView.State.NONE, one.session().state());
    get(ledger.campaign(Candidacy.plain(), first));
    Leadership leadership = lead(ledger);
    assertTrue(leadership.isHeld());
    assertEquals("ledger", leadership.election());
    assertEquals(Optional.of(leadership), ledger.leadership());
    eventually(() -> first.told, () -> !first.told.isEmpty());
    assertEquals(List.of("granted " + leadership.token()), first.told);
    ElectionView view = ledger.view().orElseThrow();
    assertEquals("n1", view.leader().orElseThrow().node());
    assertEquals(Optional.of(leadership.token()), view.token());
    assertEquals(SessionView.State.OPEN, one.session().state());
    assertEquals(view.leader().orElseThrow().incarnation(), one.session().incarnation());
    assertEquals("", one.session().detail());
    assertTrue(one.session().remaining().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void theFirstOfSeveralLeadsUnlessAnotherHasMorePriority() {
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    lead(one.election("ledger"));
    get(two.election("ledger").campaign(Candidacy.plain().withPriority(5), second));
    assertEquals(Optional.empty(), two.election("ledger").leadership());
    eventually(
        () -> one.election("ledger").view(),
        () ->
            one.election("ledger").view().orElseThrow().candidates().stream()
                .map(ElectionView.Candidate::node)
                .toList()
                .equals(List.of("n2", "n1")));
  }

  @Test
  void aLeaderThatWithdrawsIsToldAndAnotherFollowsAtOnce() {
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    FencingToken before = lead(one.election("ledger")).token();
    get(two.election("ledger").campaign(Candidacy.plain(), second));
    Leadership held = one.election("ledger").leadership().orElseThrow();
    get(one.election("ledger").withdraw());
    assertFalse(held.isHeld());
    assertEquals(EndReason.WITHDRAWN, get(held.ended()));
    assertEquals(List.of("granted " + before, "revoked " + before + " WITHDRAWN"), first.told);
    assertTrue(lead(two.election("ledger")).token().compareTo(before) > 0);
    ElectionView view = two.election("ledger").view().orElseThrow();
    assertEquals(
        List.of("n2"), view.candidates().stream().map(ElectionView.Candidate::node).toList());
  }

  @Test
  void whoWithdrewMayStandAgainWithAnotherContender() {
    LeaderElection ledger = one.election("ledger");
    get(ledger.campaign(Candidacy.plain(), first));
    FencingToken before = lead(ledger).token();
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> ledger.campaign(Candidacy.plain(), second));
    assertEquals(
        "Another contender stands in 'ledger' already: withdraw it first.", refused.getMessage());
    get(ledger.withdraw());
    get(ledger.campaign(Candidacy.plain(), second));
    Leadership after = lead(ledger);
    assertTrue(after.token().compareTo(before) > 0);
    eventually(() -> second.told, () -> second.told.equals(List.of("granted " + after.token())));
  }

  @Test
  void whoStandsMayChangeHowItStands() {
    LeaderElection ledger = one.election("ledger");
    get(ledger.campaign(Candidacy.plain(), first));
    lead(ledger);
    get(ledger.campaign(new Candidacy(7, true, Map.of("zone", "a b/ü")), first));
    ElectionView.Candidate self = ledger.view().orElseThrow().candidates().get(0);
    assertEquals(7, self.priority());
    assertEquals(Map.of("zone", "a b/ü"), self.attributes());
    assertTrue(ledger.leadership().isPresent());
  }

  @Test
  void aLeaderThatIsNotEligibleHandsOverAndStaysACandidate() {
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    Leadership held = lead(one.election("ledger"));
    get(two.election("ledger").campaign(Candidacy.plain(), second));
    get(one.election("ledger").eligible(false));
    assertEquals(EndReason.NOT_ELIGIBLE, get(held.ended()));
    lead(two.election("ledger"));
    assertEquals(2, two.election("ledger").view().orElseThrow().candidates().size());
  }

  @Test
  void eligibilityAndWithdrawalOfWhoDoesNotStandAreNothing() {
    get(one.election("ledger").eligible(false));
    get(one.election("ledger").withdraw());
    assertEquals(Optional.empty(), store.find(new RecordKey("elections", "ledger")));
    assertEquals(SessionView.State.NONE, one.session().state());
  }

  @Test
  void standingAndLeavingSupersedeEachOther() {
    LeaderElection ledger = one.election("ledger");
    CompletionStage<Void> campaign = ledger.campaign(Candidacy.plain().withEligible(false), first);
    CompletionStage<Void> withdrawal = ledger.withdraw();
    get(withdrawal);
    if (campaign.toCompletableFuture().isCompletedExceptionally()) {
      assertEquals("This node withdrew from 'ledger'.", failure(campaign).getMessage());
    }
    assertEquals(List.of(), first.told);
  }

  @Test
  void waitingForLeadershipHasAnEnd() {
    LeaderElection ledger = two.election("ledger");
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    lead(one.election("ledger"));
    eventually(ledger::view, () -> ledger.view().flatMap(ElectionView::leader).isPresent());
    TimeoutException late =
        assertThrows(TimeoutException.class, () -> ledger.awaitLeadership(Duration.ofMillis(50)));
    assertEquals(
        "This node does not lead 'ledger' after 50 ms: the store names node 'n1'.",
        late.getMessage());
    assertEquals(
        "This node does not lead 'nothing' after 0 ms: the store names nobody.",
        assertThrows(
                TimeoutException.class,
                () -> {
                  LeaderElection nothing = two.election("nothing");
                  eventually(nothing::view, () -> nothing.view().isPresent());
                  nothing.awaitLeadership(Duration.ZERO);
                })
            .getMessage());
  }

  @Test
  void waitingForLeadershipMayTakeForever() throws Exception {
    LeaderElection ledger = one.election("ledger");
    ledger.campaign(Candidacy.plain(), first);
    assertTrue(ledger.awaitLeadership(Duration.ofSeconds(Long.MAX_VALUE)).isHeld());
    assertTrue(ledger.awaitLeadership(PATIENCE.negated()).isHeld(), "it leads already");
  }

  @Test
  void aSecondProcessOfTheSameNodeIsRefused() {
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    lead(one.election("ledger"));
    Elections again = store.open("n1");
    try {
      CompletionStage<Void> campaign = again.election("ledger").campaign(Candidacy.plain(), second);
      Throwable refusal = failure(campaign);
      assertInstanceOf(NodeAlreadyRunningException.class, refusal);
      assertEquals(
          "Node 'n1' of namespace 'default' already runs in another process (incarnation "
              + one.session().incarnation()
              + " keeps renewing its session). Stop that process, or give this one another"
              + " election.node.",
          refusal.getMessage());
      assertEquals(refusal, get(again.failed()));
      assertEquals(SessionView.State.REFUSED, again.session().state());
      assertEquals("another process runs as this node", again.session().detail());
      assertEquals(refusal, failure(again.election("other").withdraw()));
      assertEquals(
          refusal.getMessage(),
          assertThrows(
                  ElectionException.class, () -> again.election("ledger").awaitLeadership(PATIENCE))
              .getMessage());
      assertTrue(one.election("ledger").leadership().isPresent());
    } finally {
      long begun = System.nanoTime();
      again.close();
      long limit = MemoryStore.TIMING.callTimeout().toNanos();
      assertTrue(System.nanoTime() - begun < limit, "nothing is left to wait for");
    }
    assertEquals(List.of(), second.told);
  }
}
