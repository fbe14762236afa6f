package io.primacy.election.raft;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Settings;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** Voters in this process, each as the provider opens it. */
final class TestVoters implements AutoCloseable {

  static final int PORTS_EACH = 3;
  static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration EVENTUALLY = Duration.ofSeconds(20);

  private final Path directory;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, RaftBackend> open = new HashMap<>();
  private final Map<String, String> more = new HashMap<>();

  private TestVoters(List<String> ids) throws IOException {
    this.directory = Files.createTempDirectory("raft-voters");
    List<Integer> free = FreePorts.inRows(ids.size(), PORTS_EACH);
    for (int i = 0; i < ids.size(); i++) {
      ports.put(ids.get(i), free.get(i));
    }
  }

  static TestVoters of(String... ids) throws IOException {
    return new TestVoters(List.of(ids));
  }

  /** Voters that are open. */
  static TestVoters started(String... ids) throws IOException {
    TestVoters voters = of(ids);
    voters.startAll();
    return voters;
  }

  /** Gives all voters opened from now on one more setting. */
  TestVoters with(String setting, String value) {
    more.put(setting, value);
    return this;
  }

  List<String> ids() {
    return List.copyOf(ports.keySet());
  }

  int port(String id) {
    return ports.get(id);
  }

  String members() {
    return ports.entrySet().stream()
        .map(member -> member.getKey() + "=127.0.0.1:" + member.getValue())
        .collect(Collectors.joining(","));
  }

  Path directory(String id) {
    return directory.resolve(id);
  }

  Map<String, String> settings(String id) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("members", members());
    settings.put("log-dir", directory(id).toString());
    return settings;
  }

  void startAll() {
    ids().forEach(this::start);
  }

  RaftBackend start(String id) {
    return start(id, LEASE);
  }

  RaftBackend start(String id, Duration callTimeout) {
    RaftBackend backend = (RaftBackend) open(id, settings(id), callTimeout);
    open.put(id, backend);
    return backend;
  }

  void stop(String id) {
    RaftBackend backend = open.remove(id);
    if (backend != null) {
      backend.close();
    }
  }

  RaftBackend voter(String id) {
    return open.get(id);
  }

  /** The Raft leader, once all voters that are open agree on one. */
  String awaitLeader() {
    String[] found = new String[1];
    await(
        "a leader of the voters",
        () -> {
          List<String> leaders =
              open.keySet().stream().filter(id -> raft(id) != null && raft(id).isLeader()).toList();
          found[0] = leaders.size() == 1 ? leaders.get(0) : null;
          return found[0] != null && open.values().stream().allMatch(TestVoters::isOpen);
        });
    return found[0];
  }

  static boolean isOpen(RaftBackend backend) {
    return ((Voter) backend.store()).isOpen();
  }

  SafeRaft raft(String id) {
    JChannel channel = channel(id);
    return channel == null ? null : channel.getProtocolStack().findProtocol(SafeRaft.class);
  }

  JChannel channel(String id) {
    return ((Voter) open.get(id).store()).group().channel();
  }

  /** Loses everything between this voter and the others. */
  void isolate(String id) {
    isolate(channel(id));
  }

  static void isolate(JChannel channel) {
    try {
      channel
          .getProtocolStack()
          .insertProtocol(new DISCARD().discardAll(true), ProtocolStack.Position.ABOVE, TP.class);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void heal(String id) {
    JChannel channel = channel(id);
    if (channel != null) {
      channel.getProtocolStack().removeProtocol(DISCARD.class);
    }
  }

  /** Puts a snapshot in the place of a voter's log. */
  static void compactLog(Voter voter) {
    SafeRaft raft = voter.group().channel().getProtocolStack().findProtocol(SafeRaft.class);
    long committed = raft.commitIndex();
    raft.snapshotAsync().join();
    if (raft.log().firstAppended() < committed) {
      throw new IllegalStateException("The log was not shortened: " + raft);
    }
  }

  static ElectionBackend open(String node, Map<String, String> raw) {
    return open(node, raw, LEASE);
  }

  static ElectionBackend open(String node, Map<String, String> raw, Duration callTimeout) {
    return open(node, raw, callTimeout, LEASE);
  }

  static ElectionBackend open(
      String node, Map<String, String> raw, Duration callTimeout, Duration lease) {
    RaftProvider provider = new RaftProvider();
    List<String> problems = new ArrayList<>();
    Settings settings = Settings.check("election.raft.", provider.settings(), raw, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return provider.open(
        new BackendContext("test", node, settings, callTimeout, lease, Environment.system()));
  }

  static RecordKey key(String name) {
    return new RecordKey("tests", name);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static WriteOutcome write(ElectionBackend backend, String name, long expected, String value) {
    return backend.write(key(name), expected, bytes(value)).toCompletableFuture().join();
  }

  static long commit(ElectionBackend backend, String name, long expected, String value) {
    WriteOutcome outcome = write(backend, name, expected, value);
    if (outcome instanceof WriteOutcome.Committed committed) {
      return committed.version();
    }
    throw new AssertionError("Expected: committed, found: " + outcome);
  }

  static Optional<StoredRecord> read(ElectionBackend backend, String name) {
    return backend.read(key(name)).toCompletableFuture().join();
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + EVENTUALLY.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Expected within " + EVENTUALLY + ": " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    List.copyOf(open.keySet())
        .forEach(
            id -> {
              Thread thread = new Thread(open.get(id)::close);
              thread.start();
              closing.add(thread);
            });
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    open.clear();
    delete(directory);
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
