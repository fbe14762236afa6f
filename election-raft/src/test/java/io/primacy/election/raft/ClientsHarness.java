package io.primacy.election.raft;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.Fault;
import io.primacy.election.tck.Outage;
import io.primacy.election.tck.wire.Wires;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Version;

/**
 * Three voters as processes that are killed and frozen, and the kit's nodes as clients, each with a
 * wire of its own to each voter.
 */
final class ClientsHarness implements BackendHarness {

  private final ElectionProvider provider = new RaftProvider();
  private final ProcessVoters voters = new ProcessVoters();
  private final Map<String, Wires> wires = new ConcurrentHashMap<>();

  ClientsHarness() throws IOException {
    voters.awaitLeader();
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of("connect", wiresOf(node).connect());
  }

  @Override
  public Duration eventually() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration lease() {
    return TestVoters.LEASE;
  }

  @Override
  public int rulesAtOnce() {
    return 4;
  }

  @Override
  public Map<String, String> about() {
    return Map.of(
        "voters", "3 processes, killed with -9 and frozen; logs synced",
        "library", "jgroups-raft 1.1.4.Final, " + Version.printDescription(),
        "nodes", "clients of the voters");
  }

  @Override
  public Set<Fault> faults() {
    Set<Fault> faults =
        EnumSet.of(
            Fault.RESTART_SERVICE,
            Fault.STOP_ONE_SERVER,
            Fault.FREEZE_ONE_SERVER,
            Fault.COMPACT_LOG,
            Fault.CUT_OFF_CLIENT);
    faults.addAll(Wires.FAULTS);
    return faults;
  }

  @Override
  public Outage stopService() {
    voters.ids().forEach(voters::kill);
    return () -> voters.ids().forEach(voters::start);
  }

  @Override
  public Outage stopOneServer() {
    String leader = voters.awaitLeader();
    voters.kill(leader);
    return () -> voters.start(leader);
  }

  @Override
  public Outage freezeOneServer() throws Exception {
    String leader = voters.awaitLeader();
    voters.signal(leader, "STOP");
    return () -> voters.signal(leader, "CONT");
  }

  @Override
  public void compactLog() throws Exception {
    voters.compactLogs();
  }

  @Override
  public Outage cutOff(String node) {
    return wiresOf(node).cutOff();
  }

  @Override
  public Outage disturb(String node, Fault fault) {
    return wiresOf(node).disturb(fault);
  }

  @Override
  public void close() throws Exception {
    for (Wires ofNode : wires.values()) {
      ofNode.close();
    }
    voters.close();
  }

  private Wires wiresOf(String node) {
    return wires.computeIfAbsent(node, name -> Wires.to(clientPorts(), lease()));
  }

  private List<Integer> clientPorts() {
    return voters.ids().stream().map(id -> voters.port(id) + Peer.CLIENT_OFFSET).toList();
  }
}
