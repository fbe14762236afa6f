package io.primacy.election.core;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store for one node: answers at once, on the caller's thread, and fails to close. */
final class HandStore implements ElectionBackend {
  final Map<RecordKey, StoredRecord> records = new HashMap<>();
  final Map<RecordKey, Integer> writes = new HashMap<>();
  final Map<RecordKey, Integer> reads = new HashMap<>();
  final Map<RecordKey, Hint> hints = new HashMap<>();
  long versions;
  boolean frozen;
  /* What lands just before each of the next writes. */
  final ArrayDeque<Runnable> beforeWrites = new ArrayDeque<>();
  /* What lands just after each of the next writes, and before it is answered. */
  final ArrayDeque<Runnable> afterWrites = new ArrayDeque<>();
  /* What reads show, where that is older than what is there. */
  final Map<RecordKey, StoredRecord> stale = new HashMap<>();

  void put(RecordKey key, String text) {
    records.put(key, new StoredRecord(++versions, text.getBytes(StandardCharsets.UTF_8)));
    hint(key);
  }

  private void hint(RecordKey key) {
    hints.getOrDefault(key, version -> {}).mayHaveChanged(versions);
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    reads.merge(key, 1, Integer::sum);
    return CompletableFuture.completedFuture(
        Optional.ofNullable(stale.getOrDefault(key, records.get(key))));
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
    writes.merge(key, 1, Integer::sum);
    if (!beforeWrites.isEmpty()) {
      beforeWrites.remove().run();
    }
    if (frozen) {
      return new CompletableFuture<>();
    }
    Optional<StoredRecord> current = Optional.ofNullable(records.get(key));
    if (current.map(StoredRecord::version).orElse(0L) != expected) {
      return CompletableFuture.completedFuture(new WriteOutcome.Conflict(current));
    }
    records.put(key, new StoredRecord(++versions, value));
    WriteOutcome committed = new WriteOutcome.Committed(versions);
    hint(key); // Before the answer, as ZooKeeper does.
    if (!afterWrites.isEmpty()) {
      afterWrites.remove().run();
    }
    return CompletableFuture.completedFuture(committed);
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    hints.put(key, hint);
    return () -> hints.remove(key);
  }

  @Override
  public void close() {
    throw new NoClassDefFoundError("thrown by a test");
  }
}
