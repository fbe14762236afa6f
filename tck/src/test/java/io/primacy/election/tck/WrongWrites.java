package io.primacy.election.tck;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores that do not compare, or do not set. */
final class WrongWrites {

  private WrongWrites() {}

  static List<Mutant> all() {
    return List.of(
        mutant(
            "creates over what exists",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return e == 0 ? force(k, e, v) : b.write(k, e, v);
                  }
                }),
        mutant(
            "writes over any version of what exists",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return e == 0 ? b.write(k, e, v) : force(k, e, v);
                  }
                }),
        mutant(
            "makes what it was told to replace",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return b.read(k)
                        .thenCompose(found -> b.write(k, found.isEmpty() ? 0 : e, v))
                        .exceptionally(WriteOutcome.Unknown::new);
                  }
                }),
        mutant(
            "reports a conflict as committed",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return writeAndTell(
                        k,
                        e,
                        v,
                        o ->
                            o instanceof WriteOutcome.Conflict
                                ? new WriteOutcome.Committed(e + 1)
                                : o);
                  }
                }),
        mutant(
            "reports a conflict as unknown",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return writeAndTell(
                        k,
                        e,
                        v,
                        o ->
                            o instanceof WriteOutcome.Conflict
                                ? new WriteOutcome.Unknown(new IllegalStateException("not sure"))
                                : o);
                  }
                }),
        mutant(
            "does not say what is in the way",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return writeAndTell(
                        k,
                        e,
                        v,
                        o ->
                            o instanceof WriteOutcome.Conflict
                                ? new WriteOutcome.Conflict(Optional.empty())
                                : o);
                  }
                }),
        mutant(
            "says that something is in the way of nothing",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return writeAndTell(
                        k,
                        e,
                        v,
                        o ->
                            o.equals(new WriteOutcome.Conflict(Optional.empty()))
                                ? new WriteOutcome.Conflict(
                                    Optional.of(new StoredRecord(1, new byte[0])))
                                : o);
                  }
                }),
        mutant(
            "acknowledges before it writes, and never writes",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private long made = 1_000_000;

                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return CompletableFuture.completedStage(new WriteOutcome.Committed(++made));
                  }
                }),
        mutant(
            "keeps what it has, and says that it replaced it",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return e == 0
                        ? b.write(k, e, v)
                        : b.read(k)
                            .thenCompose(
                                found -> b.write(k, e, found.map(StoredRecord::value).orElse(v)))
                            .exceptionally(WriteOutcome.Unknown::new);
                  }
                }),
        mutant(
            "drops some of many writes",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private int writes;

                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return ++writes % 500 == 0
                        ? CompletableFuture.completedStage(new WriteOutcome.Committed(e + 1))
                        : b.write(k, e, v);
                  }
                }),
        mutant("restarts versions when a record is made again", LocalVersions::new),
        mutant("restarts versions when it is restarted", WrongWrites::restartingVersions),
        mutant("forgets when it is restarted", WrongWrites::forgetful),
        mutant(
            "never raises versions",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return (e == 0 ? b.write(k, 0, v) : b.read(k).thenCompose(f -> at(k, e, v, f)))
                        .thenApply(WrongWrites::one)
                        .exceptionally(WriteOutcome.Unknown::new);
                  }

                  @Override
                  public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
                    return b.read(k).thenApply(f -> f.map(r -> new StoredRecord(1, r.value())));
                  }

                  private CompletionStage<WriteOutcome> at(
                      RecordKey k, long e, byte[] v, Optional<StoredRecord> found) {
                    return b.write(k, e == 1 && found.isPresent() ? version(found) : e, v);
                  }
                }),
        mutant(
            "numbers what it wrote one too high",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private final Map<RecordKey, Long> told = new HashMap<>();

                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    boolean own = told.getOrDefault(k, -1L) == e;
                    return writeAndTell(k, own ? e - 1 : e, v, o -> tell(k, o));
                  }

                  private WriteOutcome tell(RecordKey k, WriteOutcome outcome) {
                    if (!(outcome instanceof WriteOutcome.Committed committed)) {
                      return outcome;
                    }
                    told.put(k, committed.version() + 1);
                    return new WriteOutcome.Committed(committed.version() + 1);
                  }
                }));
  }

  private static WriteOutcome one(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed) {
      return new WriteOutcome.Committed(1);
    }
    return outcome instanceof WriteOutcome.Conflict conflict
        ? new WriteOutcome.Conflict(
            conflict.current().map(found -> new StoredRecord(1, found.value())))
        : outcome;
  }

  private static ElectionBackend restartingVersions(
      ElectionBackend b, io.primacy.election.spi.BackendContext c, WrongStoreHarness h) {
    LocalVersions local = new LocalVersions(b, c, h);
    h.onRestart(local::restart);
    return local;
  }

  private static ElectionBackend forgetful(
      ElectionBackend b, io.primacy.election.spi.BackendContext c, WrongStoreHarness h) {
    Set<RecordKey> written = new HashSet<>();
    h.onRestart(() -> written.forEach(key -> h.delete(c.namespace(), key)));
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        written.add(k);
        return b.write(k, e, v);
      }
    };
  }

  static Mutant mutant(String name, WrongStoreHarness.Wrong wrong) {
    return new Mutant(name, time -> new WrongStoreHarness(time, wrong));
  }

  /** Counts the versions of each record from 1, as often as it is made. */
  private static final class LocalVersions extends WrongBackend {

    private static final Map<WrongStoreHarness, Map<String, Long>> BASES =
        new java.util.WeakHashMap<>();

    private final Map<String, Long> bases;

    LocalVersions(
        ElectionBackend right, io.primacy.election.spi.BackendContext c, WrongStoreHarness h) {
      super(right, c);
      bases = BASES.computeIfAbsent(h, key -> new HashMap<>());
    }

    void restart() {
      // From now on counting begins at the next write of each record.
      bases.replaceAll((place, base) -> base + 2);
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
      return right.read(key).thenApply(found -> local(key, found));
    }

    @Override
    public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
      long global = expected == 0 ? 0 : expected + base(key);
      return right
          .write(key, global, value)
          .thenApply(
              outcome -> {
                if (outcome instanceof WriteOutcome.Committed committed) {
                  if (expected == 0) {
                    bases.put(place(key), committed.version() - 1);
                  }
                  return new WriteOutcome.Committed(Math.max(1, committed.version() - base(key)));
                }
                return outcome instanceof WriteOutcome.Conflict conflict
                    ? new WriteOutcome.Conflict(local(key, conflict.current()))
                    : outcome;
              });
    }

    private Optional<StoredRecord> local(RecordKey key, Optional<StoredRecord> found) {
      return found.map(
          record -> new StoredRecord(Math.max(1, record.version() - base(key)), record.value()));
    }

    private long base(RecordKey key) {
      return bases.getOrDefault(place(key), 0L);
    }

    private String place(RecordKey key) {
      return context.namespace() + "/" + key;
    }
  }
}
