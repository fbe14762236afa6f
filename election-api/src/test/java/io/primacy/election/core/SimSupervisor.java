package io.primacy.election.core;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.ReapOutcome;

/**
 * Sees the process of one node die and closes its session: a process of its own on the same
 * machine, with its own way to the store. It dies never, but may be late.
 */
final class SimSupervisor {

  /** What it may do wrong. */
  enum Manner {
    SOUND,
    /** It closes the session of a process that is yet to die. */
    HASTY,
    /** It never closes a session. */
    IDLE
  }

  private final SimNode node;
  private final SimAgenda agenda;
  private final SimJudge judge;
  private final SimStore store;
  private final Flaws flaws;
  private SimMachine machine;
  private Node process;

  SimSupervisor(SimNode node, SimAgenda agenda, SimStore store, SimJudge judge, Flaws flaws) {
    this.node = node;
    this.agenda = agenda;
    this.judge = judge;
    this.store = store;
    this.flaws = flaws;
    start();
  }

  /** From now on with a way to the store there is now. */
  void restart() {
    machine.kill();
    start();
  }

  private void start() {
    SimMachine fresh = new SimMachine(agenda, 1, agenda.random.nextLong(), flaws);
    machine = fresh;
    ElectionsConfig config =
        ElectionsConfig.builder()
            .node(node.name)
            .timing(node.timing)
            .provider(
                SimStore.provider(
                    context ->
                        store.connect(fresh, node.timing.callTimeout().toNanos(), node.cutOff)))
            .build();
    process = Node.open(config, fresh, flaws.proof());
  }

  /** The node's process dies, whatever it was doing. */
  void crash() {
    if (flaws.supervisors() == Manner.HASTY) {
      SimMachine dying = node.machine;
      agenda.in(agenda.delay(Simulation.LEASE / 2), dying::kill);
      reap();
      return;
    }
    node.kill();
    if (flaws.supervisors() == Manner.SOUND) {
      reap();
    }
  }

  /** From now on it takes its time. */
  void pause(long time) {
    machine.pause(time);
  }

  private void reap() {
    String run = node.process.run();
    process
        .operations()
        .reap(node.name, run)
        .whenComplete((outcome, failure) -> judge(run, outcome, failure));
  }

  private void judge(String run, ReapOutcome outcome, Throwable failure) {
    judge.note(() -> node.name + "'s supervisor: " + run + ": " + outcome + " " + failure);
    // Whatever was under way when it died: nobody who is dead is taken for alive.
    if (failure != null && String.valueOf(failure.getMessage()).contains("so that process runs")) {
      judge.fail("S19: " + node.name + " is dead, and taken for alive: " + failure.getMessage());
    }
  }
}
