package io.primacy.election.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Voters in this process, each as the provider opens it. */
final class TestVoters implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration EVENTUALLY = Duration.ofSeconds(20);

  private final Path directory;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, AtomixBackend> open = new HashMap<>();
  private final Map<String, String> more = new HashMap<>();

  private TestVoters(List<String> ids) throws IOException {
    this.directory = Files.createTempDirectory("atomix-voters");
    List<Integer> free = FreePorts.inRows(ids.size(), 1);
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
    settings.put("data-dir", directory(id).toString());
    return settings;
  }

  void startAll() {
    ids().forEach(this::start);
  }

  AtomixBackend start(String id) {
    AtomixBackend backend = (AtomixBackend) open(id, settings(id));
    open.put(id, backend);
    return backend;
  }

  void stop(String id) {
    AtomixBackend backend = open.remove(id);
    if (backend != null) {
      backend.close();
    }
  }

  boolean isOpen(String id) {
    return open.containsKey(id);
  }

  AtomixBackend voter(String id) {
    return open.get(id);
  }

  /** The Raft leader, once all voters that are open agree on one. */
  String awaitLeader() {
    String[] found = new String[1];
    await(
        "a leader of the voters",
        () -> {
          List<String> leaders = open.keySet().stream().filter(id -> raft(id).isLeader()).toList();
          found[0] = leaders.size() == 1 ? leaders.get(0) : null;
          return found[0] != null && open.keySet().stream().allMatch(id -> follows(id, found[0]));
        });
    return found[0];
  }

  private boolean follows(String id, String leader) {
    return raft(id).getState() == RaftContext.State.READY
        && raft(id).getLeader() != null
        && raft(id).getLeader().memberId().id().equals(leader);
  }

  RaftContext raft(String id) {
    return open.get(id).voter().raft();
  }

  static ElectionBackend open(String node, Map<String, String> raw) {
    return open(node, raw, LEASE);
  }

  static ElectionBackend open(String node, Map<String, String> raw, Duration callTimeout) {
    return open(node, raw, callTimeout, LEASE);
  }

  static ElectionBackend open(
      String node, Map<String, String> raw, Duration callTimeout, Duration lease) {
    Settings settings = checked(raw);
    return new AtomixProvider()
        .open(new BackendContext("test", node, settings, callTimeout, lease, Environment.system()));
  }

  static Settings checked(Map<String, String> raw) {
    List<String> problems = new ArrayList<>();
    Settings settings =
        Settings.check("election.atomix.", new AtomixProvider().settings(), raw, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return settings;
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

  /** Writes until it is known that it is written. */
  static long commitAtLast(ElectionBackend backend, String name, long expected, String value) {
    long[] version = new long[1];
    await(
        name + " is committed",
        () -> {
          WriteOutcome outcome = write(backend, name, expected, value);
          if (outcome instanceof WriteOutcome.Committed committed) {
            version[0] = committed.version();
          } else if (outcome instanceof WriteOutcome.Conflict conflict) {
            version[0] =
                conflict
                    .current()
                    .filter(found -> Arrays.equals(found.value(), bytes(value)))
                    .orElseThrow()
                    .version();
          }
          return version[0] != 0;
        });
    return version[0];
  }

  /** Reads until there is an answer. */
  static StoredRecord readAtLast(ElectionBackend backend, String name) {
    StoredRecord[] found = new StoredRecord[1];
    await(
        name + " is read",
        () -> {
          try {
            found[0] = read(backend, name).orElse(null);
          } catch (CompletionException e) {
            return false;
          }
          return found[0] != null;
        });
    return found[0];
  }

  static Optional<StoredRecord> read(ElectionBackend backend, String name) {
    return backend.read(key(name)).toCompletableFuture().join();
  }

  static void await(String what, BooleanSupplier condition) {
    await(what, EVENTUALLY, condition);
  }

  static void await(String what, Duration eventually, BooleanSupplier condition) {
    long end = System.nanoTime() + eventually.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Expected within " + eventually + ": " + what);
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
