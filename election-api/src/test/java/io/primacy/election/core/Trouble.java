package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.Failback;
import io.primacy.election.core.SimNode.SimContender;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.List;

/** What goes wrong in a simulated life, and what people do in it. */
final class Trouble {

  static final Failback FAILBACK =
      new Failback(Duration.ofNanos(Simulation.LEASE), Failback.MOST_MOVES);

  private final SimAgenda agenda;
  private final SimStore store;
  private final SimJudge judge;
  private final List<SimNode> nodes;
  private final List<SimSupervisor> supervisors; // One for each node, or none.
  private final List<String> elections;
  private final double intensity;
  private final boolean deletions;
  private final boolean suspensions;
  private final boolean wipes;
  private final boolean failsBack;
  private final Operating operating;

  Trouble(
      SimAgenda agenda,
      SimStore store,
      SimJudge judge,
      List<SimNode> nodes,
      List<SimSupervisor> supervisors,
      List<String> elections) {
    this.supervisors = supervisors;
    this.agenda = agenda;
    this.store = store;
    this.judge = judge;
    this.nodes = nodes;
    this.elections = elections;
    this.intensity = agenda.random.nextDouble();
    this.deletions = agenda.chance(0.1);
    this.suspensions = agenda.chance(0.5);
    this.failsBack = agenda.chance(0.3);
    this.wipes = agenda.chance(0.1);
    this.operating = new Operating(agenda, judge, nodes, elections);
    if (deletions) {
      judge.operatorDeletes();
    }
  }

  /** The node stands everywhere. */
  void campaign(SimNode node) {
    elections.forEach(election -> campaign(node, election));
  }

  private void campaign(SimNode node, String election) {
    Candidacy candidacy = Candidacy.plain().withPriority(agenda.random.nextInt(3));
    if (agenda.chance(0.5)) {
      node.stand(election, candidacy).raise(); // The others are told when it refuses them.
    }
    node.campaign(election, failsBack ? candidacy.withFailback(FAILBACK) : candidacy);
  }

  void brew(long until) {
    store.weather.loss = agenda.chance(0.5) ? 0 : intensity * 0.4;
    store.weather.staleness = agenda.chance(0.5) ? 0 : intensity * 0.8;
    if (wipes) {
      agenda.in((long) (until * agenda.random.nextDouble()), this::wipe);
    }
    for (long at = Simulation.LEASE;
        at < until;
        at += agenda.delay((long) (Simulation.LEASE / (0.2 + 2 * intensity)))) {
      agenda.in(at, this::oneTrouble);
    }
  }

  /* As when a store is installed anew: everything that used it is started again. */
  private void wipe() {
    judge.note(() -> "the store is wiped");
    nodes.forEach(SimNode::kill);
    store.wipe();
    judge.storeWiped();
    supervisors.forEach(SimSupervisor::restart);
    nodes.forEach(node -> agenda.in(agenda.delay(Simulation.LEASE / 2), () -> restart(node)));
  }

  private void oneTrouble() {
    SimNode node = nodes.get(agenda.random.nextInt(nodes.size()));
    switch (agenda.random.nextInt(18)) {
      case 0, 1 -> pause(node);
      case 2 -> suspend(node);
      case 3, 4 -> crash(node);
      case 5, 6 -> cutOff(node);
      case 7 -> stall();
      case 8 -> stepClock(node);
      case 9 -> withdrawForAWhile(node);
      case 10 -> barForAWhile(node);
      case 11 -> handOver(node);
      case 12 -> failForAWhile(node);
      case 13, 14, 15, 16 -> operating.operate(node);
      default -> {
        if (deletions) {
          delete(node);
        } else {
          restartPolitely(node);
        }
      }
    }
  }

  /** A time around a lease: the interesting ones are just below and just above. */
  private long someTime() {
    double[] leases = {0.1, 0.5, 0.9, 0.95, 0.99, 1.01, 1.05, 1.1, 1.5, 3};
    return (long) (leases[agenda.random.nextInt(leases.length)] * Simulation.LEASE);
  }

  private void pause(SimNode node) {
    long time = someTime();
    judge.note(() -> node.name + " is paused for " + time / 1e6 + " ms");
    node.machine.pause(time);
  }

  private void suspend(SimNode node) {
    if (!suspensions) {
      pause(node);
      return;
    }
    long time = someTime();
    judge.note(() -> node.name + "'s machine is suspended for " + time / 1e6 + " ms");
    node.machine.suspend(time);
  }

  private void crash(SimNode node) {
    if (supervisors.isEmpty()) {
      node.kill();
      agenda.in(agenda.delay(Simulation.LEASE / 2), () -> restart(node));
      return;
    }
    SimSupervisor supervisor = supervisors.get(nodes.indexOf(node));
    if (agenda.chance(0.3)) {
      supervisor.pause(someTime()); // What it does then, it does to a node that runs again.
    }
    supervisor.crash();
    agenda.in(agenda.delay(Simulation.LEASE / 10), () -> restart(node));
  }

  boolean leadersGiveWay() {
    return failsBack;
  }

  /** Nothing that operators laid down is left. */
  void lift() {
    operating.lift();
  }

  void restart(SimNode node) {
    if (node.machine.isKilled() && !node.isUp()) {
      node.start();
      campaign(node);
    }
  }

  private void cutOff(SimNode node) {
    long time = someTime();
    judge.note(() -> node.name + " is cut off for " + time / 1e6 + " ms");
    node.cutOff[0] = true;
    agenda.in(time, () -> node.cutOff[0] = false);
  }

  private void stall() {
    judge.note(() -> "the store stalls");
    store.weather.stalled = true;
    agenda.in(someTime(), store::resume);
  }

  /* A machine that is suspended looks as if nothing was, when its wall clock is set back by as much
   * within the same lease. That is outside what the lease promises, and so outside of this. */
  private void stepClock(SimNode node) {
    if (operating.pauses()) {
      return; // The judge reads the ends of pauses from a clock that is right.
    }
    boolean back = !suspensions && agenda.chance(0.5);
    long step = back ? -someTime() : someTime();
    judge.note(() -> node.name + "'s wall clock is set by " + step / 1e6 + " ms");
    node.machine.stepWallClock(step);
  }

  private void withdrawForAWhile(SimNode node) {
    forOne(
        node,
        contender -> {
          judge.note(() -> contender + " withdraws");
          node.withdraw(contender);
        },
        contender -> {
          judge.note(() -> contender + " stands again");
          campaign(node, contender.election);
        });
  }

  private void barForAWhile(SimNode node) {
    forOne(
        node,
        contender -> {
          judge.note(() -> contender + " is not eligible");
          node.eligible(contender, false);
        },
        contender -> {
          judge.note(() -> contender + " is eligible again");
          node.eligible(contender, true);
        });
  }

  private void failForAWhile(SimNode node) {
    forOne(node, contender -> contender.failing = true, contender -> contender.failing = false);
  }

  private void handOver(SimNode node) {
    SimNode target = nodes.get(agenda.random.nextInt(nodes.size()));
    forOne(
        node,
        contender -> {
          judge.note(() -> contender + " is asked to hand over to " + target.name);
          judge.handover(contender.election, target.name, contender.handle.handOver(target.name));
        },
        contender -> {});
  }

  private void restartPolitely(SimNode node) {
    if (node.isUp()) {
      node.close();
      agenda.in(3 * Simulation.LEASE, () -> restart(node));
    }
  }

  private void delete(SimNode node) {
    RecordKey key =
        agenda.chance(0.5)
            ? new RecordKey("elections", elections.get(0))
            : new RecordKey("sessions", node.name);
    judge.note(() -> "an operator deletes " + key);
    if (key.kind().equals("elections")) {
      judge.electionDeleted(key.name(), store.epoch(key), store.versions());
    }
    store.delete(key);
  }

  private interface Act {
    void on(SimContender contender);
  }

  private void forOne(SimNode node, Act first, Act later) {
    if (!node.isUp()) {
      return;
    }
    List<SimContender> contenders = List.copyOf(node.contenders.values());
    SimContender contender = contenders.get(agenda.random.nextInt(contenders.size()));
    first.on(contender);
    agenda.in(
        someTime(),
        () -> {
          if (node.contenders.containsValue(contender) && node.isUp()) {
            later.on(contender);
          }
        });
  }
}
