package io.primacy.election.core;

import io.primacy.election.ElectionView;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One life of a small cluster, decided by a seed: a few nodes, elections, and everything that can
 * go wrong, then quiet, then one node after the other leaves.
 *
 * <p>Safety is judged after every event. In the quiet the cluster must have healed: each election
 * has one leader and keeps it, every observer knows it, and every candidate wins when its turn
 * comes.
 */
final class Simulation {

  static final long LEASE = 200_000_000; // 200 ms, in true nanoseconds.
  private static final double DRIFT = 0.05;

  /* Long enough for the slowest way out: a fence, the back-off of a contender that failed, a call
   * that was under way when everything was healed. */
  private static final long HEALING = 10 * LEASE;
  private static final long LIFTING = 4 * LEASE;

  private final SimAgenda agenda;
  private final SimStore store;
  private final SimJudge judge;
  private final SimLedger ledger = new SimLedger();
  private final Flaws flaws;
  private final List<SimNode> nodes = new ArrayList<>();
  private final List<SimSupervisor> supervisors = new ArrayList<>();
  private final List<String> elections;
  private final Trouble trouble;

  Simulation(long seed, Flaws flaws, boolean keepNotes) {
    this.agenda = new SimAgenda(seed);
    this.store = new SimStore(agenda, flaws);
    this.judge = new SimJudge(agenda, keepNotes);
    store.witness(new ChangeJudge(agenda, judge));
    this.flaws = flaws;
    this.elections = agenda.chance(0.3) ? List.of("ledger", "orders") : List.of("ledger");
    int size = 2 + agenda.random.nextInt(2);
    for (int i = 1; i <= size; i++) {
      nodes.add(node("n" + i));
    }
    if (agenda.chance(0.5)) {
      nodes.forEach(node -> supervisors.add(new SimSupervisor(node, agenda, store, judge, flaws)));
    }
    this.trouble = new Trouble(agenda, store, judge, nodes, supervisors, elections);
  }

  SimJudge judge() {
    return judge;
  }

  /** What the store and the sessions look like, for people. */
  String describe() {
    StringBuilder text = new StringBuilder(store.describe());
    nodes.forEach(
        node -> text.append(node.name).append(": ").append(node.process.session()).append('\n'));
    return text.toString();
  }

  /** Runs it to its end, or to the first violation, which is returned. */
  Optional<String> run() {
    nodes.forEach(trouble::campaign);
    long chaosEnds = (4 + agenda.random.nextInt(8)) * LEASE;
    trouble.brew(chaosEnds);
    runUntil(chaosEnds);
    heal();
    runFor(LIFTING + HEALING);
    requireLeaders();
    requireNothingIsLeftOpen();
    requireTheBestWhereLeadersGiveWay();
    requireStability();
    while (judge.violation() == null && nodes.stream().anyMatch(SimNode::isUp)) {
      closeTheLeader();
    }
    return Optional.ofNullable(judge.violation());
  }

  private SimNode node(String name) {
    // Nodes may be configured differently; each believes what the others' records say.
    Duration lease = Duration.ofNanos(agenda.chance(0.2) ? LEASE / 2 : LEASE);
    Timing usual = Timing.ofLease(lease);
    Timing timing =
        new Timing(
            lease,
            usual.renewEvery(),
            usual.callTimeout(),
            DRIFT,
            Duration.ofMillis(1),
            usual.stagger(),
            lease);
    double rate = 1 + (agenda.random.nextDouble() - 0.5) * DRIFT * 0.97;
    return new SimNode(name, timing, rate, agenda, store, judge, ledger, flaws);
  }

  private void heal() {
    judge.note(() -> "everything is healed");
    store.weather.loss = 0;
    store.weather.staleness = 0;
    store.resume();
    for (SimNode node : nodes) {
      node.cutOff[0] = false;
      trouble.restart(node);
      node.contenders.values().forEach(contender -> contender.failing = false);
    }
    // By then what was asked during the trouble has been done or given up.
    agenda.in(LIFTING, trouble::lift);
  }

  private void requireLeaders() {
    for (String election : elections) {
      Optional<Leadership> leader = leader(election);
      if (leader.isEmpty() && nodes.stream().anyMatch(node -> node.mayLead(election))) {
        judge.fail("L1: nobody leads " + election + ", long after everything was healed");
      }
      leader.ifPresent(leadership -> requireKnown(election, leadership));
      leader.ifPresent(leadership -> requireEntered(election, leadership));
    }
    for (SimNode node : nodes) {
      if (judge.refusedNodes().contains(node.name)) {
        judge.fail("L9: " + node.name + " was refused though it runs once");
      }
    }
  }

  /** Tokens of a store that counts from 1 again are no use to a resource that has seen others. */
  private void requireEntered(String election, Leadership leadership) {
    if (ledger.floor(election) != leadership.token().value()) {
      judge.fail("L14: the ledger refuses " + leadership + " after " + ledger.floor(election));
    }
  }

  private void requireKnown(String election, Leadership leadership) {
    for (SimNode node : nodes) {
      Optional<ElectionView> view = node.isUp() ? node.election(election).view() : Optional.empty();
      boolean knows =
          !node.isUp() || view.flatMap(ElectionView::token).equals(Optional.of(leadership.token()));
      if (!knows) {
        judge.fail("L5: " + node.name + " sees " + view + ", not leader " + leadership);
      }
    }
  }

  private void requireTheBestWhereLeadersGiveWay() {
    if (!trouble.leadersGiveWay()) {
      return;
    }
    for (String election : elections) {
      int best =
          nodes.stream()
              .filter(node -> node.mayLead(election))
              .mapToInt(node -> node.contenders.get(election).priority)
              .max()
              .orElse(0);
      nodes.stream()
          .filter(node -> node.isUp() && node.election(election).leadership().isPresent())
          .filter(node -> node.contenders.get(election).priority < best)
          .findFirst()
          .ifPresent(node -> judge.fail("L12: " + node.name + " does not give way in " + election));
    }
  }

  /** A request is answered, by whoever leads then. */
  private void requireNothingIsLeftOpen() {
    for (String election : elections) {
      nodes.stream()
          .filter(SimNode::isUp)
          .map(node -> node.election(election).view())
          .flatMap(view -> view.flatMap(ElectionView::request).stream())
          .findFirst()
          .ifPresent(request -> judge.fail("L10: nobody answers " + request));
    }
  }

  private void requireStability() {
    long before = judge.grants;
    runFor(3 * LEASE);
    if (judge.grants != before) {
      judge.fail("L7: leadership changed though nothing happened");
    }
  }

  /** Every remaining candidate must win some time: the rule that finds silent drop-outs. */
  private void closeTheLeader() {
    String election = elections.get(0);
    SimNode leading =
        nodes.stream()
            .filter(SimNode::isUp)
            .filter(node -> node.election(election).leadership().isPresent())
            .findFirst()
            .orElseGet(() -> nodes.stream().filter(SimNode::isUp).findFirst().orElseThrow());
    String property = leave(leading);
    if (!leading.machine.isKilled()) {
      judge.fail("L6: " + leading.name + " is not closed after half a lease");
    }
    if (nodes.stream().anyMatch(SimNode::isUp)) {
      elections.forEach(
          e -> {
            if (leader(e).isEmpty() && nodes.stream().anyMatch(node -> node.mayLead(e))) {
              judge.fail(property + ": nobody leads " + e + " after " + leading.name + " left");
            }
          });
    }
  }

  /* What must hold of the next leader after as long as is waited here. */
  private String leave(SimNode leading) {
    if (agenda.chance(0.7)) {
      leading.close();
      runFor(LEASE / 2);
      return "L2";
    }
    if (!supervisors.isEmpty()) {
      supervisors.get(nodes.indexOf(leading)).crash();
      runFor(LEASE / 2);
      return "L13";
    }
    leading.kill();
    runFor(3 * LEASE);
    return "L1";
  }

  private Optional<Leadership> leader(String election) {
    return nodes.stream()
        .filter(SimNode::isUp)
        .flatMap(node -> node.election(election).leadership().stream())
        .findFirst();
  }

  private void runFor(long time) {
    runUntil(agenda.now() + time);
  }

  private void runUntil(long until) {
    while (judge.violation() == null && agenda.step(until)) {
      judge.check();
    }
  }
}
