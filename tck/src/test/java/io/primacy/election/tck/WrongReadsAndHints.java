package io.primacy.election.tck;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Stores that show what is not so, or do not say that something changed. */
final class WrongReadsAndHints {

  private WrongReadsAndHints() {}

  static List<Mutant> all() {
    return List.of(
        mutant("reads backwards", WrongReadsAndHints::backwards),
        mutant("reads what it read first for ever", WrongReadsAndHints::frozen),
        mutant("reads a new value with an old version", WrongReadsAndHints::torn),
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
                }),
        mutant("never hints", (b, c, h) -> hinting(b, c, () -> false)),
        mutant("hints only what it wrote itself", WrongReadsAndHints::ownOnly),
        mutant("hints only what others wrote", WrongReadsAndHints::othersOnly),
        mutant(
            "swallows every second hint",
            (b, c, h) -> {
              AtomicInteger hints = new AtomicInteger();
              return hinting(b, c, () -> hints.incrementAndGet() % 2 == 1);
            }),
        mutant(
            "hints once",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    AtomicBoolean hinted = new AtomicBoolean();
                    return b.watch(
                        k,
                        () -> {
                          if (hinted.compareAndSet(false, true)) {
                            hint.run();
                          }
                        });
                  }
                }),
        mutant(
            "never hints after a restart",
            (b, c, h) -> {
              AtomicBoolean restarted = new AtomicBoolean();
              h.onRestart(() -> restarted.set(true));
              return hinting(b, c, () -> !restarted.get());
            }),
        mutant(
            "does not hint what it missed",
            (b, c, h) -> {
              AtomicBoolean missed = new AtomicBoolean();
              h.onHeal(() -> missed.set(true));
              return hinting(b, c, () -> !missed.getAndSet(false));
            }),
        mutant("keeps one watch of a record", WrongReadsAndHints::oneWatch),
        mutant(
            "hints watches that were ended",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    b.watch(k, hint);
                    return () -> {};
                  }
                }),
        mutant(
            "ends all watches with one",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private final List<Registration> all = new ArrayList<>();

                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    all.add(b.watch(k, hint));
                    return () -> all.forEach(Registration::close);
                  }
                }),
        mutant(
            "hints after it was closed",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private final ElectionBackend never = h.storeItself().open(c);

                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    return never.watch(k, hint);
                  }
                }),
        mutant(
            "does not hint while a read is under way",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private int asked;

                  @Override
                  public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
                    asked++;
                    return b.read(k);
                  }

                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    int[] seen = {-1};
                    return b.watch(
                        k,
                        () -> {
                          // It takes the read made in a hint for the one that arms the watch.
                          if (seen[0] < 0 || asked == seen[0]) {
                            int before = asked;
                            hint.run();
                            seen[0] = before;
                          }
                        });
                  }
                }),
        mutant(
            "does not hint a creation",
            (b, c, h) -> {
              Map<RecordKey, Boolean> known = new HashMap<>();
              return new WrongBackend(b, c) {
                @Override
                public Registration watch(RecordKey k, Runnable hint) {
                  b.read(k).thenAccept(f -> known.put(k, f.isPresent()));
                  return b.watch(
                      k,
                      () -> {
                        if (Boolean.FALSE.equals(known.put(k, true))) {
                          return;
                        }
                        hint.run();
                      });
                }
              };
            }),
        mutant(
            "does not hint a deletion",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Runnable hint) {
                    return b.watch(
                        k,
                        () ->
                            b.read(k)
                                .thenAccept(
                                    f -> {
                                      if (f.isPresent()) {
                                        hint.run();
                                      }
                                    }));
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

  private static ElectionBackend ownOnly(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    Map<RecordKey, List<Runnable>> hints = new HashMap<>();
    return new WrongBackend(b, c) {
      @Override
      public Registration watch(RecordKey k, Runnable hint) {
        hints.computeIfAbsent(k, key -> new ArrayList<>()).add(hint);
        return () -> hints.get(k).remove(hint);
      }

      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        CompletionStage<WriteOutcome> write = b.write(k, e, v);
        write.thenRun(() -> hints.getOrDefault(k, List.of()).forEach(Runnable::run));
        return write;
      }

      @Override
      public void close() {
        hints.clear();
        b.close();
      }
    };
  }

  private static ElectionBackend othersOnly(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    AtomicBoolean mine = new AtomicBoolean();
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        mine.set(true);
        return b.write(k, e, v);
      }

      @Override
      public Registration watch(RecordKey k, Runnable hint) {
        return b.watch(
            k,
            () -> {
              if (!mine.get()) {
                hint.run();
              }
            });
      }
    };
  }

  private static ElectionBackend oneWatch(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final Map<RecordKey, Registration> only = new HashMap<>();

      @Override
      public Registration watch(RecordKey k, Runnable hint) {
        Registration registration = b.watch(k, hint);
        Registration before = only.put(k, registration);
        if (before != null) {
          before.close();
        }
        return registration;
      }
    };
  }

  private static ElectionBackend hinting(
      ElectionBackend b, BackendContext c, BooleanSupplier whether) {
    return new WrongBackend(b, c) {
      @Override
      public Registration watch(RecordKey k, Runnable hint) {
        return b.watch(
            k,
            () -> {
              if (whether.getAsBoolean()) {
                hint.run();
              }
            });
      }
    };
  }

  private static Mutant mutant(String name, WrongStoreHarness.Wrong wrong) {
    return WrongWrites.mutant(name, wrong);
  }
}
