package io.primacy.election.raft;

import io.primacy.election.spi.Settings;
import io.primacy.election.tck.wire.FreePorts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.StateMachine;
import org.jgroups.raft.util.Utils;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;

/** The library as it is, in the very stack we use: what our hardening is measured against. */
final class StockVoters implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Path directory;
  private final Map<String, Peer> peers = new LinkedHashMap<>();
  private final Map<String, JChannel> channels = new HashMap<>();
  private final Map<String, Journal> journals = new HashMap<>();

  StockVoters(String... ids) throws IOException {
    this.directory = Files.createTempDirectory("stock-voters");
    List<Integer> ports = FreePorts.inRows(ids.length, TestVoters.PORTS_EACH);
    for (int i = 0; i < ids.length; i++) {
      peers.put(ids[i], new Peer(ids[i], "127.0.0.1", ports.get(i)));
    }
  }

  /** Keeps what was applied, in order. */
  static final class Journal implements StateMachine {
    final List<String> applied = new CopyOnWriteArrayList<>();

    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
      applied.add(new String(data, offset, length, StandardCharsets.UTF_8));
      return new byte[0];
    }

    @Override
    public void readContentFrom(DataInput in) {}

    @Override
    public void writeContentTo(DataOutput out) {}
  }

  static Stack stack(Peer self, List<Peer> members) {
    Settings none = Settings.check("election.raft.", RaftSettings.ALL, Map.of(), new ArrayList<>());
    return new Stack(self, members, SILENCE, none, Optional.empty());
  }

  void startAll() throws Exception {
    for (String id : peers.keySet()) {
      start(id);
    }
  }

  JChannel start(String id) throws Exception {
    Journal journal = new Journal();
    RAFT raft = new RAFT();
    raft.logDir(directory.toString());
    raft.logUseFsync(true);
    raft.stateMachine(journal);
    JChannel channel =
        new JChannel(
            stack(peers.get(id), List.copyOf(peers.values())).protocols(raft, new ELECTION2()));
    channel.name(id);
    channel.connect("stock");
    channels.put(id, channel);
    journals.put(id, journal);
    return channel;
  }

  /** The voter that joined last, as all see it. */
  String lastOfView() {
    String[] found = new String[1];
    TestVoters.await(
        "one view of " + channels.keySet(),
        () -> {
          Set<View> views =
              channels.values().stream().map(JChannel::getView).collect(Collectors.toSet());
          View view = views.iterator().next();
          List<Address> members = view.getMembers();
          found[0] = Utils.extractRaftId(members.get(members.size() - 1));
          return views.size() == 1 && members.size() == channels.size();
        });
    return found[0];
  }

  /** From now on nobody is put out of the view for its silence, however slow the machine. */
  void keepFromSuspecting() {
    for (JChannel channel : channels.values()) {
      channel
          .getProtocolStack()
          .insertProtocolInStack(
              new Trusting(),
              channel.getProtocolStack().findProtocol(VERIFY_SUSPECT2.class),
              ProtocolStack.Position.ABOVE);
    }
  }

  /** Lets no suspicion through. */
  private static final class Trusting extends Protocol {
    @Override
    public Object up(Event event) {
      return event.getType() == Event.SUSPECT ? null : up_prot.up(event);
    }
  }

  /** Ends a voter as far as the others can tell by silence only. */
  void kill(String id) {
    JChannel channel = channels.remove(id);
    if (channel != null) {
      TestVoters.isolate(channel);
      channel.close();
    }
  }

  JChannel channel(String id) {
    return channels.get(id);
  }

  RAFT raft(String id) {
    return channels.get(id).getProtocolStack().findProtocol(RAFT.class);
  }

  List<String> applied(String id) {
    return journals.get(id).applied;
  }

  /** The leader among those that run. */
  String awaitLeader() {
    String[] found = new String[1];
    TestVoters.await(
        "a leader of " + channels.keySet(),
        () -> {
          List<String> leaders =
              channels.keySet().stream().filter(id -> raft(id).isLeader()).toList();
          found[0] = leaders.size() == 1 ? leaders.get(0) : null;
          return found[0] != null
              && channels.keySet().stream()
                  .allMatch(id -> channels.get(found[0]).getAddress().equals(raft(id).leader()));
        });
    return found[0];
  }

  CompletableFuture<byte[]> set(String id, String entry) throws Exception {
    byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
    return raft(id).setAsync(bytes, 0, bytes.length);
  }

  @Override
  public void close() {
    channels.values().forEach(JChannel::close);
    TestVoters.delete(directory);
  }
}
