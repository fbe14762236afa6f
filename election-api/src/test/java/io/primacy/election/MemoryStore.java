package io.primacy.election;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The smallest store that keeps the contract: a map, versions, watchers. Answers at once. */
final class MemoryStore {

  /** One and a half seconds of lease, renewed ten times a second. */
  static final Timing TIMING =
      new Timing(
          Duration.ofMillis(1500),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          0.01,
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(500));

  final AtomicLong calls = new AtomicLong();
  private final Map<RecordKey, StoredRecord> records = new HashMap<>(); // Guarded by this.
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private long versions; // Guarded by this.

  private record Watcher(RecordKey key, Hint hint) {}

  /** A node of this store; cut off, it is not answered any more. */
  final class Client implements ElectionBackend {
    volatile boolean cutOff;
    volatile boolean closed;

    @Override
    public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
      calls.incrementAndGet();
      if (closed) {
        return CompletableFuture.failedFuture(new BackendException("closed"));
      }
      return cutOff ? new CompletableFuture<>() : CompletableFuture.completedFuture(find(key));
    }

    @Override
    public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
      calls.incrementAndGet();
      if (closed) {
        return CompletableFuture.completedFuture(
            new WriteOutcome.Unknown(new BackendException("closed")));
      }
      return cutOff
          ? new CompletableFuture<>()
          : CompletableFuture.completedFuture(put(key, expected, value));
    }

    @Override
    public Registration watch(RecordKey key, Hint hint) {
      Watcher watcher = new Watcher(key, hint);
      watchers.add(watcher);
      return () -> watchers.removeIf(watcher::equals);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  synchronized Optional<StoredRecord> find(RecordKey key) {
    return Optional.ofNullable(records.get(key));
  }

  private WriteOutcome put(RecordKey key, long expected, byte[] value) {
    long version;
    synchronized (this) {
      StoredRecord current = records.get(key);
      if ((current == null ? 0 : current.version()) != expected) {
        return new WriteOutcome.Conflict(Optional.ofNullable(current));
      }
      if (value.length > StoredRecord.MAX_BYTES) {
        return new WriteOutcome.Unknown(new BackendException("too large"));
      }
      version = ++versions;
      records.put(key, new StoredRecord(version, value));
    }
    hint(key, version);
    return new WriteOutcome.Committed(version);
  }

  private void hint(RecordKey key, long version) {
    for (Watcher watcher : watchers) {
      if (watcher.key().equals(key)) {
        watcher.hint().mayHaveChanged(version);
      }
    }
  }

  int watches() {
    return watchers.size();
  }

  Elections open(String node) {
    return open(node, new Client());
  }

  Elections open(String node, Client client) {
    return open(node, client, TIMING);
  }

  Elections open(String node, Client client, Timing timing) {
    return Elections.open(
        ElectionsConfig.builder().node(node).timing(timing).provider(provider(client)).build());
  }

  private static ElectionProvider provider(ElectionBackend client) {
    return new ElectionProvider() {
      @Override
      public String name() {
        return "memory";
      }

      @Override
      public List<Setting<?>> settings() {
        return List.of();
      }

      @Override
      public Set<Capability> capabilities() {
        return Set.of();
      }

      @Override
      public ElectionBackend open(BackendContext context) {
        return client;
      }
    };
  }
}
