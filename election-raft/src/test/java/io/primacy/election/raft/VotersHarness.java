package io.primacy.election.raft;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.Fault;
import io.primacy.election.tck.Outage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;

/**
 * The kit's nodes as voters themselves, beside four that stand and make a majority of seven. A node
 * that is opened twice is a voter once, and a client then, as the documentation says; a desk is a
 * client.
 */
final class VotersHarness implements BackendHarness {

  private static final List<String> STANDING = List.of("s1", "s2", "s3", "s4");

  private final Map<String, RaftBackend> open = new ConcurrentHashMap<>();
  private final ElectionProvider provider = new Provider();
  private final TestVoters voters;

  VotersHarness() throws IOException {
    this.voters = TestVoters.of("s1", "s2", "s3", "s4", "a", "b", "c");
    STANDING.forEach(voters::start);
    voters.awaitLeader();
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> settings(String node) {
    return voters.settings(node);
  }

  @Override
  public Duration eventually() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration lease() {
    return TestVoters.LEASE;
  }

  /* A voter takes its time to join the others. */
  @Override
  public int cycles() {
    return 20;
  }

  @Override
  public Map<String, String> about() {
    return Map.of("nodes", "voters, beside four others");
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.of(
        Fault.RESTART_SERVICE, Fault.STOP_ONE_SERVER, Fault.COMPACT_LOG, Fault.CUT_OFF_CLIENT);
  }

  @Override
  public Outage stopService() {
    STANDING.forEach(voters::stop);
    return () -> startAgain(STANDING);
  }

  @Override
  public Outage stopOneServer() {
    voters.stop("s1");
    return () -> startAgain(List.of("s1"));
  }

  /* Until all take part: connections that are still being made would be taken for another rule's. */
  private void startAgain(List<String> ids) {
    ids.forEach(voters::start);
    TestVoters.await(
        "these take part: " + ids,
        () -> ids.stream().allMatch(id -> TestVoters.isOpen(voters.voter(id))));
  }

  @Override
  public void compactLog() {
    Stream.concat(STANDING.stream().map(voters::voter), open.values().stream())
        .forEach(backend -> TestVoters.compactLog((Voter) backend.store()));
  }

  @Override
  public Outage cutOff(String node) {
    RaftBackend cut = open.get(node);
    TestVoters.isolate(channel(cut));
    return () -> {
      JChannel channel = channel(cut);
      if (channel != null) {
        channel.getProtocolStack().removeProtocol(DISCARD.class);
      }
    };
  }

  @Override
  public void close() {
    voters.close();
  }

  private static JChannel channel(RaftBackend backend) {
    return ((Voter) backend.store()).group().channel();
  }

  /** Named apart, so that its report is, too. */
  private final class Provider implements ElectionProvider {

    private final RaftProvider real = new RaftProvider();

    @Override
    public String name() {
      return "raft-voters";
    }

    @Override
    public List<Setting<?>> settings() {
      return real.settings();
    }

    @Override
    public Set<Capability> capabilities() {
      return real.capabilities();
    }

    @Override
    public ElectionBackend open(BackendContext context) {
      if (open.containsKey(context.node()) || !voters.ids().contains(context.node())) {
        return real.open(asClient(context));
      }
      RaftBackend made = (RaftBackend) real.open(context);
      open.put(context.node(), made);
      return new Closing(made, () -> open.remove(context.node(), made));
    }

    private BackendContext asClient(BackendContext context) {
      Map<String, String> raw = new HashMap<>(voters.settings(context.node()));
      raw.put("role", "client");
      Settings settings = Settings.check("election.raft.", real.settings(), raw, new ArrayList<>());
      return new BackendContext(
          context.namespace(),
          context.node(),
          settings,
          context.callTimeout(),
          context.lease(),
          context.environment());
    }
  }
}
