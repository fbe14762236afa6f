package io.primacy.election.node.torture;

import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabProcess;
import io.primacy.election.node.lab.LabStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of a campaign: who is meant by a role, and what is done to them. */
final class Crew {

  /** For a process to start or to end, on a machine that is busy. */
  static final Duration PROCESS = Duration.ofSeconds(20);

  private final List<LabProcess> nodes;
  private final LabStore store;

  Crew(List<LabProcess> nodes, LabStore store) {
    this.nodes = List.copyOf(nodes);
    this.store = store;
  }

  List<LabProcess> nodes() {
    return nodes;
  }

  boolean isNode(LabProcess process) {
    return nodes.contains(process);
  }

  List<LabProcess> all() {
    return Stream.concat(store.processes().stream(), nodes.stream()).toList();
  }

  boolean isReady(LabProcess process) {
    return isNode(process) ? process.isRunning() : store.isReady(process);
  }

  /** Who is meant, when a node leads. */
  List<LabProcess> of(Fault.Target target, String leader) {
    return switch (target) {
      case LEADER -> List.of(node(leader));
      case FOLLOWER -> nodes.stream().filter(node -> !node.name().equals(leader)).toList();
      case SERVER_LEADER -> List.of(serverLeader());
      case SERVER -> List.of(otherServer());
      case ALL -> all();
    };
  }

  static void begin(Fault.Kind kind, LabProcess process) throws InterruptedException {
    switch (kind) {
      case KILL, POWER_CUT -> process.kill(PROCESS);
      case FREEZE -> process.freeze();
      case CLOSE -> process.close(PROCESS);
      case CUT_OFF -> process.cutOff();
    }
  }

  static void end(Fault.Kind kind, LabProcess process) {
    switch (kind) {
      case KILL, POWER_CUT, CLOSE -> process.start();
      case FREEZE -> process.thaw();
      case CUT_OFF -> process.connect();
    }
  }

  private LabProcess node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LabException("The ledger names '" + name + "', which is no node."));
  }

  private LabProcess serverLeader() {
    Optional<LabProcess> leader = store.leader();
    return leader.orElseGet(() -> store.processes().get(0));
  }

  private LabProcess otherServer() {
    LabProcess leader = serverLeader();
    return store.processes().stream().filter(server -> server != leader).findFirst().orElse(leader);
  }
}
