package io.primacy.election.raft;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.Fault;
import io.primacy.election.tck.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jgroups.Version;

/**
 * Three voters as processes that are killed and frozen, and the kit's nodes as clients, each with a
 * wire of its own to each voter.
 */
final class ClientsHarness implements BackendHarness {

  private final ElectionProvider provider = new RaftProvider();
  private final ProcessVoters voters = new ProcessVoters();
  private final Map<String, List<TcpProxy>> wires = new ConcurrentHashMap<>();
  private boolean frozeLast; // Confined to the rule.

  ClientsHarness() throws IOException {
    voters.awaitLeader();
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of(
        "connect", wiresOf(node).stream().map(TcpProxy::connect).collect(Collectors.joining(",")));
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
  public Map<String, String> about() {
    return Map.of(
        "voters", "3 processes, killed with -9 and frozen; logs synced",
        "library", "jgroups-raft 1.1.4.Final, " + Version.printDescription(),
        "nodes", "clients of the voters");
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.of(Fault.RESTART_SERVICE, Fault.STOP_ONE_SERVER, Fault.CUT_OFF_CLIENT);
  }

  @Override
  public Outage stopService() {
    voters.ids().forEach(voters::kill);
    return () -> {
      voters.ids().forEach(voters::start);
      voters.awaitLeader();
    };
  }

  /* Once it dies, once it hangs. */
  @Override
  public Outage stopOneServer() throws Exception {
    String leader = voters.awaitLeader();
    frozeLast = !frozeLast;
    if (frozeLast) {
      voters.signal(leader, "STOP");
      return () -> {
        voters.signal(leader, "CONT");
        voters.awaitLeader();
      };
    }
    voters.kill(leader);
    return () -> {
      voters.start(leader);
      voters.awaitLeader();
    };
  }

  @Override
  public Outage cutOff(String node) {
    wiresOf(node).forEach(TcpProxy::swallowAll);
    return () -> wiresOf(node).forEach(TcpProxy::heal);
  }

  @Override
  public void close() throws Exception {
    for (List<TcpProxy> ofNode : wires.values()) {
      for (TcpProxy wire : ofNode) {
        wire.close();
      }
    }
    voters.close();
  }

  private List<TcpProxy> wiresOf(String node) {
    return wires.computeIfAbsent(node, this::newWires);
  }

  private List<TcpProxy> newWires(String node) {
    List<TcpProxy> made = new ArrayList<>();
    try {
      for (String id : voters.ids()) {
        made.add(new TcpProxy(voters.port(id) + Peer.CLIENT_OFFSET));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No wire for " + node, e);
    }
    return made;
  }
}
