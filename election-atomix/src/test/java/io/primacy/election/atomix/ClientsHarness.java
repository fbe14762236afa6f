package io.primacy.election.atomix;

import io.atomix.core.map.AtomicMapType;
import io.atomix.primitive.operation.OperationId;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.utils.serializer.Serializer;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three voters, and the kit's nodes as clients, each with a wire of its own to each voter. What
 * voters tell of changes goes to the client beside it: a hint, which nothing depends on.
 */
final class ClientsHarness implements BackendHarness {

  private final ElectionProvider provider = new AtomixProvider();
  private final TestVoters voters;
  private final Map<String, Wires> wires = new ConcurrentHashMap<>();

  ClientsHarness() throws IOException {
    this.voters = TestVoters.started("v1", "v2", "w");
    voters.awaitLeader();
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    List<String> ids = voters.ids();
    String[] wires = wiresOf(node).connect().split(",", -1);
    return Map.of(
        "members",
        IntStream.range(0, ids.size())
            .mapToObj(i -> ids.get(i) + "=" + wires[i])
            .collect(Collectors.joining(",")));
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
        "voters", "3 in this process, logs synced",
        "library", "Atomix 3.1.12",
        "nodes", "clients of the voters");
  }

  @Override
  public Set<Fault> faults() {
    Set<Fault> faults =
        EnumSet.of(
            Fault.DELETE_RECORD,
            Fault.RESTART_SERVICE,
            Fault.STOP_ONE_SERVER,
            Fault.CUT_OFF_CLIENT);
    faults.addAll(Wires.FAULTS);
    // The library refuses a connection whose first six bytes do not come at once.
    faults.remove(Fault.DRIP);
    return faults;
  }

  /** With what the library offers to everybody. */
  @Override
  public void deleteRecord(String namespace, RecordKey key) {
    String path = namespace + "/" + key.kind() + "/" + key.name();
    Serializer serializer = Serializer.using(AtomicMapType.instance().namespace());
    PrimitiveOperation remove =
        PrimitiveOperation.operation(
            OperationId.command("remove"), serializer.encode(new Object[] {path}));
    voters.voter(voters.awaitLeader()).line().command(remove, answer -> path).join();
  }

  @Override
  public Outage stopService() {
    voters.ids().forEach(voters::stop);
    return voters::startAll;
  }

  @Override
  public Outage stopOneServer() {
    String leader = voters.awaitLeader();
    voters.stop(leader);
    return () -> voters.start(leader);
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
    return wires.computeIfAbsent(
        node, name -> Wires.to(voters.ids().stream().map(voters::port).toList(), lease()));
  }
}
