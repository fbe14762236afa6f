package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.ElectionView;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handover in virtual time, with nothing else going on. */
class HandoverTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofNanos(Simulation.LEASE));

  private final SimAgenda agenda = new SimAgenda(1);
  private final SimStore store = new SimStore(agenda, Flaws.NONE);
  private final SimJudge judge = new SimJudge(agenda, true);
  private final SimNode leader = node("n1");

  @BeforeEach
  void theLeaderLeads() {
    leader.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void aTargetWhoseCandidacyIsJustRecordedTakesOver() {
    SimNode target = node("n2");
    CompletableFuture<HandoverOutcome> outcome = new CompletableFuture<>();
    SimNode.SimContender contender = target.stand("ledger", Candidacy.plain());
    contender
        .handle
        .campaign(Candidacy.plain(), contender)
        .thenRun(() -> leader.election("ledger").handOver("n2").thenAccept(outcome::complete));
    run(2 * Simulation.LEASE);
    assertEquals(
        Optional.of(HandoverOutcome.HANDED_OVER), Optional.ofNullable(outcome.getNow(null)));
    assertTrue(target.election("ledger").leadership().isPresent());
    assertNull(judge.violation());
  }

  @Test
  void aTargetThatNeverStoodIsRefusedWithinACall() {
    assertRefused(HandoverOutcome.TARGET_UNKNOWN, "n3", TIMING.callTimeout().toNanos());
  }

  @Test
  void theLeaderItselfIsRefusedAtOnce() {
    assertRefused(HandoverOutcome.ALREADY_LEADER, "n1", TIMING.callTimeout().toNanos());
  }

  @Test
  void aTargetThatJustDiedIsRefusedAfterALeaseAndTheLeaderStays() {
    SimNode target = node("n2");
    target.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    target.kill();
    run(Simulation.LEASE / 2);
    assertRefused(
        HandoverOutcome.TARGET_NOT_ALIVE, "n2", Simulation.LEASE + TIMING.callTimeout().toNanos());
  }

  @Test
  void aCandidateThatIsDeadForLongDoesNotStandAnyMore() {
    SimNode target = node("n2");
    target.campaign("ledger", Candidacy.plain().withPriority(1));
    run(Simulation.LEASE);
    target.kill();
    run(2 * Simulation.LEASE);
    assertEquals(
        List.of("n1"),
        leader.election("ledger").view().orElseThrow().candidates().stream()
            .map(ElectionView.Candidate::node)
            .toList());
    assertRefused(HandoverOutcome.TARGET_UNKNOWN, "n2", TIMING.callTimeout().toNanos());
  }

  @Test
  void aNodeThatDoesNotLeadRefuses() {
    SimNode other = node("n2");
    other.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    CompletableFuture<HandoverOutcome> outcome = new CompletableFuture<>();
    other.election("ledger").handOver("n1").thenAccept(outcome::complete);
    run(TIMING.callTimeout().toNanos());
    assertEquals(
        Optional.of(HandoverOutcome.NOT_LEADER), Optional.ofNullable(outcome.getNow(null)));
  }

  private void assertRefused(HandoverOutcome expected, String target, long within) {
    CompletableFuture<HandoverOutcome> outcome = new CompletableFuture<>();
    leader.election("ledger").handOver(target).thenAccept(outcome::complete);
    run(within);
    assertEquals(Optional.of(expected), Optional.ofNullable(outcome.getNow(null)));
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  private SimNode node(String name) {
    return new SimNode(name, TIMING, 1, agenda, store, judge, new SimLedger(), Flaws.NONE);
  }

  private void run(long time) {
    long until = agenda.now() + time;
    while (agenda.step(until)) {
      judge.check();
    }
  }
}
