package io.primacy.election.tck;

import static io.primacy.election.tck.WrongWrites.mutant;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Stores that mix things up, keep callers waiting, guess, or leave something behind. */
final class WrongKeysAndCalls {

  private static final WriteOutcome UNKNOWN =
      new WriteOutcome.Unknown(new BackendException("no answer"));

  private WrongKeysAndCalls() {}

  static List<Mutant> all() {
    return List.of(
        mutant(
            "takes no notice of the namespace",
            (b, c, h) -> h.storeItself().open(inNamespace(c, "all"))),
        mutant(
            "folds the case of namespaces",
            (b, c, h) ->
                h.storeItself().open(inNamespace(c, c.namespace().toLowerCase(Locale.ROOT)))),
        mutant("takes no notice of the kind", keyed(k -> new RecordKey("all", k.name()))),
        mutant(
            "folds the case of keys",
            keyed(k -> new RecordKey(k.kind(), k.name().toLowerCase(Locale.ROOT)))),
        mutant(
            "joins kind and name with a dot",
            keyed(k -> new RecordKey("all", k.kind() + "." + k.name()))),
        mutant(
            "cuts names at a hundred characters",
            keyed(
                k ->
                    new RecordKey(
                        k.kind(), k.name().substring(0, Math.min(100, k.name().length()))))),
        mutant("cuts values at 32 KiB", valued(v -> Arrays.copyOf(v, Math.min(v.length, 32_768)))),
        mutant(
            "takes values for text",
            valued(v -> new String(v, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))),
        mutant("takes an empty value for none", valued(v -> v.length == 0 ? new byte[1] : v)),
        mutant("never completes a call when cut off", dark(CompletableFuture::new)),
        mutant(
            "reports what nobody answered as committed",
            dark(() -> CompletableFuture.completedFuture(new WriteOutcome.Committed(9_999)))),
        mutant(
            "reports what nobody answered as a conflict",
            dark(
                () ->
                    CompletableFuture.completedFuture(
                        new WriteOutcome.Conflict(Optional.empty())))),
        mutant("keeps the caller waiting when cut off", WrongKeysAndCalls::blocking),
        mutant("writes again what nobody answered", WrongKeysAndCalls::retrying),
        mutant(
            "never comes back after an outage",
            (b, c, h) -> {
              h.onHeal(b::close);
              return b;
            }),
        mutant(
            "does not open while the service is away",
            (b, c, h) -> {
              if (h.isAway(c.node())) {
                throw new BackendException("The service does not answer");
              }
              return b;
            }),
        new Mutant("needs every server", WrongKeysAndCalls::fragile),
        mutant(
            "can not be closed twice",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private final AtomicBoolean closed = new AtomicBoolean();

                  @Override
                  public void close() {
                    if (closed.getAndSet(true)) {
                      throw new IllegalStateException("closed");
                    }
                    b.close();
                  }
                }),
        mutant(
            "never completes a call after close",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  private boolean closed;

                  @Override
                  public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
                    return closed ? new CompletableFuture<>() : b.write(k, e, v);
                  }

                  @Override
                  public void close() {
                    closed = true;
                    b.close();
                  }
                }),
        mutant("leaves calls hanging on close", WrongKeysAndCalls::hanging),
        mutant(
            "waits for the service when closed",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public void close() {
                    if (h.isAway(c.node())) {
                      h.time.advance(c.callTimeout().multipliedBy(3));
                    }
                    b.close();
                  }
                }),
        mutant(
            "leaves a thread",
            (b, c, h) -> {
              CountDownLatch end = new CountDownLatch(1);
              h.onClose(end::countDown);
              Thread thread = new Thread(() -> await(end), "left-behind");
              thread.setDaemon(true);
              thread.start();
              return b;
            }));
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static BackendContext inNamespace(BackendContext c, String namespace) {
    return new BackendContext(
        namespace, c.node(), c.settings(), c.callTimeout(), c.lease(), c.environment());
  }

  private static WrongStoreHarness.Wrong keyed(UnaryOperator<RecordKey> change) {
    return (b, c, h) ->
        new WrongBackend(b, c) {
          @Override
          public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
            return b.read(change.apply(k));
          }

          @Override
          public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
            return b.write(change.apply(k), e, v);
          }

          @Override
          public Registration watch(RecordKey k, Hint hint) {
            return b.watch(change.apply(k), hint);
          }
        };
  }

  private static WrongStoreHarness.Wrong valued(UnaryOperator<byte[]> change) {
    return (b, c, h) ->
        new WrongBackend(b, c) {
          @Override
          public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
            return b.write(k, e, change.apply(v));
          }
        };
  }

  private static WrongStoreHarness.Wrong dark(
      java.util.function.Supplier<CompletableFuture<WriteOutcome>> answer) {
    return (b, c, h) ->
        new WrongBackend(b, c) {
          @Override
          public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
            return h.isAway(c.node()) ? answer.get() : b.write(k, e, v);
          }
        };
  }

  private static ElectionBackend blocking(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        if (h.isAway(c.node())) {
          h.time.advance(c.callTimeout());
          return CompletableFuture.completedStage(UNKNOWN);
        }
        return b.write(k, e, v);
      }
    };
  }

  private static ElectionBackend retrying(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final io.primacy.election.spi.EventLoop loop = h.time.newLoop("retries");

      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        CompletionStage<WriteOutcome> first = b.write(k, e, v);
        first.thenAccept(outcome -> again(outcome, k, e, v));
        return first;
      }

      private void again(WriteOutcome outcome, RecordKey k, long e, byte[] v) {
        if (outcome instanceof WriteOutcome.Unknown) {
          Duration later = c.callTimeout().multipliedBy(3).dividedBy(2);
          loop.schedule(later, () -> write(k, e, v));
        }
      }

      @Override
      public void close() {
        loop.close();
        b.close();
      }
    };
  }

  private static ElectionBackend hanging(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private boolean closed;

      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
        boolean late = closed;
        b.write(k, e, v)
            .thenAccept(
                outcome -> {
                  if (!closed || late) {
                    answer.complete(outcome);
                  }
                });
        return answer;
      }

      @Override
      public void close() {
        closed = true;
        b.close();
      }
    };
  }

  private static BackendHarness fragile(io.primacy.election.tck.sim.VirtualTime time) {
    return new SimulatedHarness(time) {
      @Override
      public Outage stopOneServer() {
        return stopService();
      }
    };
  }
}
