package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.Failback;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.NodeView;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator asks from a process that does not stand, in virtual time. */
class OperatorTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofNanos(Simulation.LEASE));
  private static final Actor ALICE = new Actor("alice", "a reason");
  private static final long LONG_ENOUGH = 8 * Simulation.LEASE;

  private final SimAgenda agenda = new SimAgenda(1);
  private final SimStore store = new SimStore(agenda, Flaws.NONE);
  private final SimJudge judge = new SimJudge(agenda, true);
  private final SimNode leader = node("n1");
  private final SimNode other = node("n2");
  private final SimNode desk = node("desk");

  @BeforeEach
  void oneLeadsAndTwoStands() {
    leader.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    other.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void aRequestIsDoneWhenTheTargetHasConfirmed() {
    assertEquals(HandoverOutcome.HANDED_OVER, handOver("n2"));
    ElectionView view = desk.election("ledger").view().orElseThrow();
    assertEquals("n2", view.leader().orElseThrow().node());
    assertTrue(view.confirmed());
    assertEquals(Optional.empty(), view.request());
    assertNull(judge.violation());
  }

  @Test
  void aLeaderThatIsSilentGivesNoAnswerAndTheRequestIsTakenBack() {
    leader.cutOff[0] = true;
    other.cutOff[0] = true;

    assertEquals(HandoverOutcome.NO_ANSWER, handOver("n2"));
    assertEquals(Optional.empty(), desk.election("ledger").view().orElseThrow().request());
  }

  @Test
  void twoRequestsAtOnceAreToldApart() {
    CompletionStage<HandoverOutcome> first =
        desk.process.operations().handOver("ledger", "n2", ALICE);
    run(Simulation.LEASE / 50);
    CompletionStage<HandoverOutcome> second =
        other.process.operations().handOver("ledger", "n2", ALICE);

    assertEquals(HandoverOutcome.HANDED_OVER, outcome(first));
    assertEquals(HandoverOutcome.ANOTHER_HANDOVER, outcome(second));
  }

  @Test
  void aTargetThatIsFrozenCostsNoLeader() {
    other.machine.pause(20 * Simulation.LEASE);

    assertEquals(HandoverOutcome.TARGET_NOT_ALIVE, handOver("n2"));
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void aTargetThatDiesAfterTheTransferIsFollowedByTheNext() {
    CompletionStage<HandoverOutcome> asked =
        desk.process.operations().handOver("ledger", "n2", ALICE);
    while (!leads("n2") && agenda.now() < 100 * Simulation.LEASE) {
      agenda.step(agenda.now() + Simulation.LEASE);
    }
    other.kill();

    assertEquals(HandoverOutcome.TARGET_DID_NOT_CONFIRM, outcome(asked));
    run(TIMING.worstCaseFailover(0).toNanos());
    assertTrue(leader.election("ledger").leadership().isPresent());
    assertNull(judge.violation());
  }

  @Test
  void whoeverIsAloneDoesNotStepDown() {
    other.kill();
    run(3 * Simulation.LEASE);

    assertEquals(
        HandoverOutcome.NOBODY_ELSE,
        outcome(desk.process.operations().withdraw("ledger", true, Duration.ZERO, ALICE)));
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void whoeverIsAskedToLeaveStandsNoMore() {
    assertEquals(
        HandoverOutcome.HANDED_OVER,
        outcome(desk.process.operations().withdraw("ledger", false, Duration.ZERO, ALICE)));
    run(Simulation.LEASE);
    ElectionView view = desk.election("ledger").view().orElseThrow();
    assertEquals(Optional.empty(), view.candidate("n1"));
    assertEquals("n2", view.leader().orElseThrow().node());
  }

  @Test
  void whoeverWasAskedToLeaveDoesNotStandAgainBecauseSomethingAboutItChanges() {
    leader.election("ledger").change(Candidacy.plain().withPriority(7));
    run(Simulation.LEASE);
    assertEquals(7, candidate("n1").map(ElectionView.Candidate::priority).orElseThrow());
    var unused = outcome(desk.process.operations().withdraw("ledger", false, Duration.ZERO, ALICE));

    leader.election("ledger").change(Candidacy.plain().withPriority(8));
    run(Simulation.LEASE);

    assertEquals(Optional.empty(), candidate("n1"));
  }

  @Test
  void whoeverIsFencedByAPersonStopsWhenItHearsOfIt() {
    CompletableFuture<NodeView> fenced = new CompletableFuture<>();
    desk.process.operations().fence("n1", ALICE).thenAccept(fenced::complete);
    run(2 * Simulation.LEASE);

    assertEquals(false, fenced.getNow(null).open());
    assertTrue(other.election("ledger").leadership().isPresent());
    assertTrue(leader.election("ledger").leadership().isEmpty());
  }

  @Test
  void whateverIsLiftedIsNotedWithWhoAndWhy() {
    List<Directive> laid = new ArrayList<>();
    for (int priority = 1; priority <= 7; priority++) {
      laid.add(Directive.priority("node-" + priority, priority, ALICE, 0));
    }
    laid.forEach(directive -> desk.process.operations().lay("ledger", directive));
    run(Simulation.LEASE);
    Actor bob = new Actor("bob", "over");
    laid.forEach(
        directive ->
            desk.process.operations().lift("ledger", directive.kind(), directive.node(), bob));
    run(Simulation.LEASE);
    desk.process.operations().lift("ledger", Directive.Kind.PAUSE, Optional.empty(), bob);
    run(Simulation.LEASE);

    ElectionView view = other.election("ledger").view().orElseThrow();
    assertEquals(List.of(), view.directives().all());
    assertEquals(Orders.LIFTED, view.lifted().size());
    for (ElectionView.Lifted lifted : view.lifted()) {
      assertEquals(Directive.Kind.PRIORITY, lifted.kind());
      assertEquals(bob, lifted.by());
    }
    assertEquals(Orders.LIFTED, Set.copyOf(view.lifted()).size(), "each is noted once");
  }

  @Test
  void theHistoryOfADrainAndOfAFailbackTellsWhoLaidDownWhat() {
    desk.process.operations().lay("ledger", Directive.drain("n1", ALICE, 0));
    run(2 * Simulation.LEASE);
    ElectionView.Transition drained = lastChange();
    assertEquals("drain", drained.cause());
    assertEquals(Optional.of(ALICE), drained.by());

    Actor bob = new Actor("bob", "n1 is the faster one");
    Failback soon = Failback.after(Duration.ofNanos(Simulation.LEASE));
    other.election("ledger").withdraw();
    other.campaign("ledger", Candidacy.plain().withFailback(soon));
    desk.process
        .operations()
        .lift("ledger", Directive.Kind.DRAIN, Optional.of("n1"), ALICE)
        .thenCompose(
            view -> desk.process.operations().lay("ledger", Directive.prefer("n1", bob, 0)));
    run(20 * Simulation.LEASE);
    ElectionView.Transition moved = lastChange();
    assertEquals("failback", moved.cause());
    assertEquals(Optional.of(bob), moved.by());
    assertNull(judge.violation());
  }

  private ElectionView.Transition lastChange() {
    var all = leader.election("ledger").view().orElseThrow().transitions();
    return all.get(all.size() - 1);
  }

  @Test
  void aPauseEndsByTheMonotonicClockIfTheWallClockIsWrong() {
    other.machine.stepWallClock(-Duration.ofHours(5).toNanos());
    long now = desk.machine.time().wallMillis();
    Duration length = Duration.ofNanos(4 * Simulation.LEASE);
    CompletableFuture<ElectionView> laid = new CompletableFuture<>();
    desk.process
        .operations()
        .lay("ledger", Directive.pause(Optional.empty(), length, ALICE, now))
        .thenAccept(laid::complete);
    run(Simulation.LEASE / 2);
    assertEquals(1, laid.getNow(null).directives().all().size());
    leader.kill();

    run(2 * Simulation.LEASE);
    assertTrue(other.election("ledger").leadership().isEmpty());
    run(4 * Simulation.LEASE);
    assertTrue(other.election("ledger").leadership().isPresent());
  }

  private HandoverOutcome handOver(String target) {
    return outcome(desk.process.operations().handOver("ledger", target, ALICE));
  }

  private boolean leads(String node) {
    return store
        .current(new io.primacy.election.spi.RecordKey("elections", "ledger"))
        .orElseThrow()
        .toString()
        .contains("holder node=" + node);
  }

  private Optional<ElectionView.Candidate> candidate(String node) {
    return other.election("ledger").view().orElseThrow().candidate(node);
  }

  private HandoverOutcome outcome(CompletionStage<HandoverOutcome> asked) {
    desk.election("ledger");
    CompletableFuture<HandoverOutcome> outcome = new CompletableFuture<>();
    asked.thenAccept(outcome::complete);
    run(LONG_ENOUGH);
    return outcome.getNow(null);
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
