package io.primacy.election.tck;

import static io.primacy.election.tck.WrongWrites.mutant;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that are right until something is wrong with the wire, the disk or the permissions. */
final class WrongUnderFaults {

  private static final WriteOutcome UNKNOWN =
      new WriteOutcome.Unknown(new BackendException("gave up"));
  private static final int CUT = 100;
  private static final int NOW_AND_THEN = 10;

  private WrongUnderFaults() {}

  static List<Mutant> all() {
    return List.of(
        mutant("sends later what was not heard", WrongUnderFaults::sendingLater),
        mutant(
            "takes a lost acknowledgement for a conflict",
            (b, c, h) ->
                telling(
                    b,
                    c,
                    outcome ->
                        h.suffered(c.node(), Fault.LOSE_ANSWERS)
                                && outcome instanceof WriteOutcome.Unknown
                            ? new WriteOutcome.Conflict(Optional.empty())
                            : outcome)),
        mutant(
            "gives no hint after its connection was reset",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public Registration watch(RecordKey k, Hint hint) {
                    return b.watch(
                        k,
                        version -> {
                          if (!h.suffered(c.node(), Fault.RESET_CONNECTIONS)) {
                            hint.mayHaveChanged(version);
                          }
                        });
                  }
                }),
        mutant(
            "takes a slow connection for a lost one",
            (b, c, h) ->
                telling(b, c, outcome -> h.suffered(c.node(), Fault.DELAY) ? UNKNOWN : outcome)),
        mutant(
            "cuts what comes in pieces",
            (b, c, h) ->
                new WrongBackend(b, c) {
                  @Override
                  public CompletionStage<Optional<StoredRecord>> read(RecordKey k) {
                    return b.read(k)
                        .thenApply(
                            found ->
                                h.suffered(c.node(), Fault.DRIP) ? found.map(r -> cut(r)) : found);
                  }
                }),
        mutant(
            "takes a refusal for a success",
            (b, c, h) ->
                telling(
                    b, c, outcome -> h.isReadOnly() ? new WriteOutcome.Committed(9_999) : outcome)),
        mutant("leaves out of a snapshot what is old", WrongUnderFaults::forgetful),
        mutant("leaves a thread now and then", WrongUnderFaults::leaking));
  }

  private interface Tell {
    WriteOutcome instead(WriteOutcome outcome);
  }

  private static ElectionBackend telling(ElectionBackend b, BackendContext c, Tell tell) {
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        return writeAndTell(k, e, v, tell::instead);
      }
    };
  }

  private static StoredRecord cut(StoredRecord record) {
    int length = Math.min(record.value().length, CUT);
    return new StoredRecord(record.version(), Arrays.copyOf(record.value(), length));
  }

  private static ElectionBackend sendingLater(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    return new WrongBackend(b, c) {
      private final EventLoop loop = h.time.newLoop("later");

      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        if (h.suffers(c.node(), Fault.LOSE_REQUESTS)) {
          loop.schedule(c.callTimeout().multipliedBy(3).dividedBy(2), () -> b.write(k, e, v));
        }
        return b.write(k, e, v);
      }

      @Override
      public void close() {
        loop.close();
        b.close();
      }
    };
  }

  private static ElectionBackend forgetful(
      ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    Set<RecordKey> sinceSnapshot = new HashSet<>();
    Set<RecordKey> before = new HashSet<>();
    h.onCompact(
        () -> {
          before.addAll(sinceSnapshot);
          sinceSnapshot.clear();
        });
    h.onRestart(
        () ->
            before.stream()
                .filter(key -> !sinceSnapshot.contains(key))
                .forEach(key -> h.delete(c.namespace(), key)));
    return new WrongBackend(b, c) {
      @Override
      public CompletionStage<WriteOutcome> write(RecordKey k, long e, byte[] v) {
        sinceSnapshot.add(k);
        return b.write(k, e, v);
      }
    };
  }

  private static ElectionBackend leaking(ElectionBackend b, BackendContext c, WrongStoreHarness h) {
    AtomicInteger opened = h.opened();
    if (opened.incrementAndGet() % NOW_AND_THEN == 0) {
      CountDownLatch end = new CountDownLatch(1);
      h.onClose(end::countDown);
      leftBehind(end);
    }
    return b;
  }

  /** A thread that nobody ends but the test. */
  static void leftBehind(CountDownLatch end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "left-behind");
    thread.setDaemon(true);
    thread.start();
  }
}
