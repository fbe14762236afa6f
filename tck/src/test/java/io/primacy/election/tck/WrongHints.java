package io.primacy.election.tck;

import static io.primacy.election.tck.WrongWrites.mutant;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
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

/** Stores that do not say that something changed, or say it to the wrong ones. */
final class WrongHints {

  private WrongHints() {}

  static List<Mutant> all() {
    return List.of(
        mutant("never hints", (b, c, h) -> hinting(b, c, () -> false)),
        mutant("names the version before a change in its hint", WrongHints::versionBefore),
        mutant("names the version that was deleted in its hint", WrongHints::versionDeleted),
        mutant("hints only what it wrote itself", WrongHints::ownOnly),
        mutant("hints only what others wrote", WrongHints::othersOnly),
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
                  public Registration watch(RecordKey k, Hint hint) {
                    AtomicBoolean hinted = new AtomicBoolean();
                    return b.watch(
                        k,
                        version -> {
                          if (hinted.compareAndSet(false, true)) {
                            hint.mayHaveChanged(version);
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
        mutant("keeps one watch of a record", WrongHints::oneWatch),
        mutant(
            "hints watches that were ended",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Hint hint) {
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
                  public Registration watch(RecordKey k, Hint hint) {
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
                  public Registration watch(RecordKey k, Hint hint) {
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
                  public Registration watch(RecordKey k, Hint hint) {
                    int[] seen = {-1};
                    return b.watch(
                        k,
                        version -> {
                          // It takes the read made in a hint for the one that arms the watch.
                          if (seen[0] < 0 || asked == seen[0]) {
                            int before = asked;
                            hint.mayHaveChanged(version);
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
                public Registration watch(RecordKey k, Hint hint) {
                  b.read(k).thenAccept(f -> known.put(k, f.isPresent()));
                  return b.watch(
                      k,
                      version -> {
                        if (Boolean.FALSE.equals(known.put(k, true))) {
                          return;
                        }
                        hint.mayHaveChanged(version);
                      });
                }
              };
            }),
        mutant(
            "does not hint a deletion",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Hint hint) {
                    return b.watch(
                        k,
                        version ->
                            b.read(k)
                                .thenAccept(
                                    f -> {
                                      if (f.isPresent()) {
                                        hint.mayHaveChanged(version);
                                      }
                                    }));
                  }
                }));
  }

  private static ElectionBackend ownOnly(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    Map<RecordKey, List<Hint>> hints = new HashMap<>();
    return new WrongBackend(b, c) {
      @Override
      public Registration watch(RecordKey k, Hint hint) {
        hints.computeIfAbsent(k, key -> new ArrayList<>()).add(hint);
        return () -> hints.get(k).remove(hint);
      }

      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        CompletionStage<WriteOutcome> write = b.write(k, e, v);
        write.thenRun(
            () ->
                hints
                    .getOrDefault(k, List.of())
                    .forEach(hint -> hint.mayHaveChanged(Hint.UNKNOWN)));
        return write;
      }

      @Override
      public void close() {
        hints.clear();
        b.close();
      }
    };
  }

  private static ElectionBackend versionBefore(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    Map<RecordKey, Long> last = new HashMap<>();
    return new WrongBackend(b, c) {
      @Override
      public Registration watch(RecordKey k, Hint hint) {
        return b.watch(
            k,
            version -> {
              Long before = last.put(k, version);
              hint.mayHaveChanged(before == null ? version : before);
            });
      }
    };
  }

  private static ElectionBackend versionDeleted(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    Map<RecordKey, Long> last = new HashMap<>();
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        return b.write(k, e, v)
            .whenComplete(
                (outcome, failure) -> {
                  if (outcome instanceof WriteOutcome.Committed committed) {
                    last.put(k, committed.version());
                  }
                });
      }

      @Override
      public Registration watch(RecordKey k, Hint hint) {
        return b.watch(
            k,
            version ->
                hint.mayHaveChanged(
                    version == Hint.UNKNOWN ? last.getOrDefault(k, Hint.UNKNOWN) : version));
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
      public Registration watch(RecordKey k, Hint hint) {
        return b.watch(
            k,
            version -> {
              if (!mine.get()) {
                hint.mayHaveChanged(version);
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
      public Registration watch(RecordKey k, Hint hint) {
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
      public Registration watch(RecordKey k, Hint hint) {
        return b.watch(
            k,
            version -> {
              if (whether.getAsBoolean()) {
                hint.mayHaveChanged(version);
              }
            });
      }
    };
  }
}
