package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import io.primacy.election.Operations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What operators do in a simulated life, each through a node that happens to be up. */
final class Operating {

  private static final Actor SOMEBODY = new Actor("somebody", "a reason");

  private final SimAgenda agenda;
  private final SimJudge judge;
  private final List<SimNode> nodes;
  private final List<String> elections;
  private final boolean pauses;

  Operating(SimAgenda agenda, SimJudge judge, List<SimNode> nodes, List<String> elections) {
    this.agenda = agenda;
    this.judge = judge;
    this.nodes = nodes;
    this.elections = elections;
    this.pauses = agenda.chance(0.5);
  }

  /** Whether changes of leader are paused now and then. */
  boolean pauses() {
    return pauses;
  }

  void operate(SimNode about) {
    Optional<SimNode> through = nodes.stream().filter(SimNode::isUp).findAny();
    if (through.isEmpty()) {
      return;
    }
    SimNode desk = through.get();
    String election = elections.get(agenda.random.nextInt(elections.size()));
    Operations operations = desk.process.operations();
    long now = desk.machine.time().wallMillis();
    switch (agenda.random.nextInt(7)) {
      case 0 -> pause(operations, election, about.name, now);
      case 1 -> lay(operations, election, Directive.prefer(about.name, SOMEBODY, now));
      case 2 ->
          lay(
              operations,
              election,
              Directive.priority(about.name, agenda.random.nextInt(5) - 2, SOMEBODY, now));
      case 3 -> lay(operations, election, Directive.drain(about.name, SOMEBODY, now));
      case 4 -> liftOne(operations, election, about.name);
      case 5 -> {
        judge.note(() -> "somebody asks for a handover of " + election + " to " + about.name);
        judge.handover(election, about.name, operations.handOver(election, about.name, SOMEBODY));
      }
      default -> {
        judge.note(() -> "somebody asks the leader of " + election + " to step down");
        judge.handover(
            election, "", operations.withdraw(election, true, Duration.ofMillis(100), SOMEBODY));
      }
    }
  }

  private void pause(Operations operations, String election, String node, long now) {
    if (pauses) {
      Optional<String> named = agenda.chance(0.5) ? Optional.of(node) : Optional.empty();
      Duration length = Duration.ofNanos((1 + agenda.random.nextInt(4)) * Simulation.LEASE);
      lay(operations, election, Directive.pause(named, length, SOMEBODY, now));
    }
  }

  private void lay(Operations operations, String election, Directive directive) {
    judge.note(() -> "somebody lays down in " + election + ": " + directive);
    operations.lay(election, directive).exceptionally(judge::tolerate);
  }

  private void liftOne(Operations operations, String election, String node) {
    Kind kind = List.of(Kind.values()).get(agenda.random.nextInt(Kind.values().length));
    judge.note(() -> "somebody lifts " + kind + " of " + node + " in " + election);
    operations.lift(election, kind, Optional.of(node), SOMEBODY).exceptionally(judge::tolerate);
  }

  /** Whoever leads the quiet that follows does so because of the candidacies alone. */
  void lift() {
    nodes.stream()
        .filter(SimNode::isUp)
        .findFirst()
        .ifPresent(desk -> elections.forEach(election -> liftAll(desk, election)));
  }

  private void liftAll(SimNode desk, String election) {
    Operations operations = desk.process.operations();
    for (Kind kind : Kind.values()) {
      operations.lift(election, kind, Optional.empty(), SOMEBODY).exceptionally(judge::mustNot);
      nodes.forEach(
          node ->
              operations
                  .lift(election, kind, Optional.of(node.name), SOMEBODY)
                  .exceptionally(judge::mustNot));
    }
  }
}
