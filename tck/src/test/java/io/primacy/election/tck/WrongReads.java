package io.primacy.election.tck;

import static io.primacy.election.tck.WrongWrites.mutant;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Stores that show what is not so. */
final class WrongReads {

  private WrongReads() {}

  static List<Mutant> all() {
    return List.of(
        mutant("reads backwards", WrongReads::backwards),
        mutant("reads what it read first for ever", WrongReads::frozen),
        mutant("reads a new value with an old version", WrongReads::torn),
        mutant(
            "reads an empty record where there is none",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
                    return b.read(k)
                        .thenApply(
                            f -> Optional.of(f.orElseGet(() -> new StoredRecord(1, new byte[0]))));
                  }
                }));
  }

  private static ElectionBackend backwards(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final Map<RecordKey, Optional<StoredRecord>> older = new HashMap<>();
      private int reads;

      @Override
      public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
        return b.read(k)
            .thenApply(
                now -> {
                  Optional<StoredRecord> before = older.put(k, now);
                  return before != null && before.isPresent() && ++reads % 3 == 0
                      ? Optional.of(new StoredRecord(Math.max(1, version(before) - 1), new byte[0]))
                      : now;
                });
      }
    };
  }

  private static ElectionBackend frozen(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final Map<RecordKey, Optional<StoredRecord>> first = new HashMap<>();

      @Override
      public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
        return b.read(k)
            .thenApply(
                now -> {
                  if (now.isPresent()) {
                    first.putIfAbsent(k, now);
                  }
                  return first.getOrDefault(k, now);
                });
      }
    };
  }

  private static ElectionBackend torn(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final Map<RecordKey, Optional<StoredRecord>> last = new HashMap<>();

      @Override
      public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
        return b.read(k)
            .thenApply(
                now -> {
                  Optional<StoredRecord> before = last.put(k, now);
                  return now.map(
                      r ->
                          before != null && before.isPresent() && version(before) < r.version()
                              ? new StoredRecord(version(before), r.value())
                              : r);
                });
      }
    };
  }
}
