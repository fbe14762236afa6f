package io.primacy.election.zookeeper;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
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
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.version.Info;

/** Three servers, and for each node a wire of its own to each of them. */
final class ZookeeperHarness implements BackendHarness {

  private static final String ROOT = "/tck";

  private final ElectionProvider provider = new ZookeeperProvider();
  private final TestEnsemble ensemble;
  private final Map<String, Wires> wires = new ConcurrentHashMap<>();

  ZookeeperHarness() throws IOException {
    this.ensemble = TestEnsemble.of(3);
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of("connect", wiresOf(node).connect(), "root", ROOT);
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

  /* Each opening and closing is two transactions of the ensemble, synced to three logs. */
  @Override
  public int cycles() {
    return 300;
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
      operator.deleteAll(new Layout(ROOT, namespace).record(key));
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
  public Outage freezeOneServer() throws Exception {
    int leader = ensemble.leader();
    ensemble.signal(leader, "STOP");
    return () -> {
      ensemble.signal(leader, "CONT");
      ensemble.awaitServing();
    };
  }

  /* A server takes a snapshot after about as many transactions as its snapCount. */
  @Override
  public void compactLog() throws Exception {
    try (Operator operator = new Operator(ensemble.connect())) {
      operator.writeOften("/tck-snapshot", 2 * TestEnsemble.SNAP_COUNT);
    }
  }

  @Override
  public Outage refuseWrites(String namespace) throws Exception {
    String path = new Layout(ROOT, namespace).space();
    allow(path, List.of(new ACL(Perms.READ | Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)));
    return () -> allow(path, Ids.OPEN_ACL_UNSAFE);
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
    ensemble.close();
  }

  private void allow(String path, List<ACL> acl) throws Exception {
    try (Operator operator = new Operator(ensemble.connect())) {
      operator.allow(path, acl);
    }
  }

  private Wires wiresOf(String node) {
    return wires.computeIfAbsent(node, name -> Wires.to(ensemble.clientPorts(), lease()));
  }
}
