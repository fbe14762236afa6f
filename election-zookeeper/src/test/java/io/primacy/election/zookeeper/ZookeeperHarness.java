package io.primacy.election.zookeeper;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
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
import org.apache.zookeeper.version.Info;

/** Three servers, and for each node a wire of its own to each of them. */
final class ZookeeperHarness implements BackendHarness {

  private final ElectionProvider provider = new ZookeeperProvider();
  private final TestEnsemble ensemble;
  private final Map<String, List<TcpProxy>> wires = new ConcurrentHashMap<>();

  ZookeeperHarness() throws IOException {
    this.ensemble = TestEnsemble.of(3);
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    String connect = wiresOf(node).stream().map(TcpProxy::connect).collect(Collectors.joining(","));
    return Map.of("connect", connect, "root", "/tck");
  }

  @Override
  public Duration eventually() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(2);
  }

  @Override
  public int rulesAtOnce() {
    return 4;
  }

  @Override
  public Map<String, String> about() {
    String zookeeper = Info.MAJOR + "." + Info.MINOR + "." + Info.MICRO;
    return Map.of(
        "client", "ZooKeeper " + zookeeper,
        "server", "ZooKeeper " + zookeeper + ", 3 servers, tickTime 500, syncLimit 4");
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.allOf(Fault.class);
  }

  @Override
  public void deleteRecord(String namespace, RecordKey key) throws Exception {
    try (Operator operator = new Operator(ensemble.connect())) {
      operator.deleteAll(new Layout("/tck", namespace).record(key));
    }
  }

  @Override
  public Outage stopService() {
    for (int server = 0; server < ensemble.size(); server++) {
      ensemble.kill(server);
    }
    return () -> {
      for (int server = 0; server < ensemble.size(); server++) {
        ensemble.start(server);
      }
      ensemble.awaitServing();
    };
  }

  @Override
  public Outage stopOneServer() {
    int leader = ensemble.leader();
    ensemble.kill(leader);
    return () -> {
      ensemble.start(leader);
      ensemble.awaitServing();
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
    ensemble.close();
  }

  private List<TcpProxy> wiresOf(String node) {
    return wires.computeIfAbsent(node, this::newWires);
  }

  private List<TcpProxy> newWires(String node) {
    List<TcpProxy> made = new ArrayList<>();
    try {
      for (int port : ensemble.clientPorts()) {
        made.add(new TcpProxy(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No wire for " + node, e);
    }
    return made;
  }
}
