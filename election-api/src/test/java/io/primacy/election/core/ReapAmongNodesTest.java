package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.ReapOutcome;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The session of a process that is dead is closed, and nobody else's: in virtual time. */
class ReapAmongNodesTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofNanos(Simulation.LEASE));

  private final SimAgenda agenda = new SimAgenda(1);
  private final SimStore store = new SimStore(agenda, Flaws.NONE);
  private final SimJudge judge = new SimJudge(agenda, true);
  private final SimNode leader = node("n1");
  private final SimNode other = node("n2");

  ReapAmongNodesTest() {
    leader.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    other.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void theNextLeadsWithinATenthOfTheLease() {
    leader.kill();
    CompletableFuture<ReapOutcome> reaped = reap(leader.process.run());
    run(Simulation.LEASE / 10);

    assertEquals(ReapOutcome.CLOSED, reaped.getNow(null));
    assertTrue(other.election("ledger").leadership().isPresent());
    assertNull(judge.violation());
  }

  @Test
  void anotherProcessIsLeftAlone() {
    CompletableFuture<ReapOutcome> reaped = reap("5eed");
    run(2 * Simulation.LEASE);

    assertEquals(ReapOutcome.ANOTHER_RUN, reaped.getNow(null));
    assertTrue(leader.election("ledger").leadership().isPresent());
  }

  @Test
  void theNextRunOfTheNodeIsLeftAloneByALateAct() {
    String dead = leader.process.run();
    leader.kill();
    reap(dead);
    run(Simulation.LEASE);
    leader.start();
    leader.campaign("ledger", Candidacy.plain());
    run(Simulation.LEASE);
    other.kill();
    reap(other.process.run());
    run(Simulation.LEASE);
    assertTrue(leader.election("ledger").leadership().isPresent());

    CompletableFuture<ReapOutcome> late = reap(dead);
    run(2 * Simulation.LEASE);

    assertEquals(ReapOutcome.ANOTHER_RUN, late.getNow(null));
    assertTrue(leader.election("ledger").leadership().isPresent());
    assertNull(judge.violation());
  }

  private SimNode node(String name) {
    return new SimNode(name, TIMING, 1, agenda, store, judge, new SimLedger(), Flaws.NONE);
  }

  private CompletableFuture<ReapOutcome> reap(String run) {
    String node = run.equals(other.process.run()) ? "n2" : "n1";
    SimNode desk = node(node + "-watch");
    CompletableFuture<ReapOutcome> outcome = new CompletableFuture<>();
    desk.process.operations().reap(node, run).thenAccept(outcome::complete);
    return outcome;
  }

  private void run(long time) {
    long until = agenda.now() + time;
    while (agenda.step(until)) {
      judge.check();
    }
  }
}
