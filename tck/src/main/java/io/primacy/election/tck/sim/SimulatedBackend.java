package io.primacy.election.tck.sim;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One node's connection to a simulated store. */
final class SimulatedBackend implements ElectionBackend {

  private final SimulatedStore store;
  private final BackendContext context;
  private final Wire wire;

  private final Set<Consumer<BackendException>> underWay =
      new LinkedHashSet<>(); // Guarded by this.
  private final Set<Watch> watches = new LinkedHashSet<>(); // Guarded by this.
  private boolean closed; // Guarded by this.

  SimulatedBackend(SimulatedStore store, BackendContext context, Wire wire) {
    this.store = store;
    this.context = context;
    this.wire = wire;
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    CompletableFuture<Optional<StoredRecord>> answer = new CompletableFuture<>();
    call(
        () -> store.records().read(context.namespace(), key),
        answer,
        answer::completeExceptionally);
    return answer;
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
    call(
        () -> store.write(context.namespace(), key, expectedVersion, value),
        answer,
        cause -> answer.complete(new WriteOutcome.Unknown(cause)));
    return answer;
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    Watch watch = new Watch(key, hint);
    synchronized (this) {
      if (!closed) {
        watches.add(watch);
      }
    }
    return () -> end(watch);
  }

  @Override
  public void close() {
    List<Consumer<BackendException>> toEnd;
    synchronized (this) {
      closed = true;
      watches.clear();
      toEnd = new ArrayList<>(underWay);
      underWay.clear();
    }
    store.forget(this);
    toEnd.forEach(
        end -> end.accept(new BackendException("The backend was closed during the call")));
  }

  String node() {
    return context.node();
  }

  /** Hints those who watch a key, naming the version it has now. */
  void changed(String namespace, RecordKey key, long version) {
    if (namespace.equals(context.namespace())) {
      hint(version, watch -> watch.key.equals(key));
    }
  }

  /** Hints everybody: something may have been missed. */
  void reconnected() {
    hint(Hint.UNKNOWN, watch -> true);
  }

  /** Loses the connection and has the next one: nobody knows what became of the calls. */
  void reset() {
    List<Consumer<BackendException>> lost;
    synchronized (this) {
      lost = new ArrayList<>(underWay);
      underWay.clear();
    }
    wire.reset();
    lost.forEach(end -> end.accept(new BackendException("The connection was lost")));
    reconnected();
  }

  private void hint(long version, java.util.function.Predicate<Watch> whom) {
    List<Watch> toHint;
    synchronized (this) {
      toHint = watches.stream().filter(whom).toList();
    }
    toHint.forEach(watch -> wire.back(() -> deliver(watch, version)));
  }

  private void deliver(Watch watch, long version) {
    boolean wanted;
    synchronized (this) {
      wanted = watches.contains(watch);
    }
    if (wanted) {
      watch.hint.mayHaveChanged(version);
    }
  }

  private synchronized void end(Watch watch) {
    watches.remove(watch);
  }

  private <T> void call(
      Supplier<T> operation, CompletableFuture<T> answer, Consumer<BackendException> giveUp) {
    synchronized (this) {
      if (closed) {
        giveUp.accept(new BackendException("The backend is closed; open the elections anew"));
        return;
      }
      underWay.add(giveUp);
    }
    Registration timer =
        wire.after(
            context.callTimeout(),
            () -> giveUp.accept(new BackendException("No answer within " + context.callTimeout())));
    CompletionStage<T> stage = answer;
    stage.whenComplete((result, failure) -> over(giveUp, timer));
    wire.out(
        () -> {
          T result = operation.get();
          wire.back(() -> answer.complete(result));
        });
  }

  private synchronized void over(Consumer<BackendException> giveUp, Registration timer) {
    underWay.remove(giveUp);
    timer.close();
  }

  /* Compared by identity: the same callback may watch the same key twice. */
  private static final class Watch {
    final RecordKey key;
    final Hint hint;

    Watch(RecordKey key, Hint hint) {
      this.key = key;
      this.hint = hint;
    }
  }
}
