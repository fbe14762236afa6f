package io.primacy.election.tck;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider whose backend can be unplugged, with every service and without its help: nothing gets
 * to it any more, and nothing back, not even the answers to what was sent before.
 */
final class Plug implements ElectionProvider {

  private final ElectionProvider provider;
  private final EventLoop timers;
  private final List<Hint> watchers = new ArrayList<>(); // Guarded by this.
  private volatile boolean pluggedIn = true; // Written by the rule, read by anyone.

  Plug(ElectionProvider provider, EventLoop timers) {
    this.provider = provider;
    this.timers = timers;
  }

  void unplug() {
    pluggedIn = false;
  }

  /** Plugs it in again; what was lost stays lost, and every watcher is told to look. */
  void plugIn() {
    pluggedIn = true;
    List<Hint> toHint;
    synchronized (this) {
      toHint = List.copyOf(watchers);
    }
    toHint.forEach(hint -> timers.execute(() -> hint.mayHaveChanged(Hint.UNKNOWN)));
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public List<Setting<?>> settings() {
    return provider.settings();
  }

  @Override
  public Set<Capability> capabilities() {
    return provider.capabilities();
  }

  @Override
  public ElectionBackend open(BackendContext context) {
    return new Plugged(provider.open(context), context);
  }

  private final class Plugged implements ElectionBackend {

    private final ElectionBackend backend;
    private final BackendContext context;

    Plugged(ElectionBackend backend, BackendContext context) {
      this.backend = backend;
      this.context = context;
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
      return pass(() -> backend.read(key), answer -> answer.completeExceptionally(unplugged()));
    }

    @Override
    public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
      return pass(
          () -> backend.write(key, expectedVersion, value),
          answer -> answer.complete(new WriteOutcome.Unknown(unplugged())));
    }

    @Override
    public Registration watch(RecordKey key, Hint hint) {
      synchronized (Plug.this) {
        watchers.add(hint);
      }
      Registration registration = backend.watch(key, version -> pass(hint, version));
      return () -> {
        registration.close();
        synchronized (Plug.this) {
          watchers.remove(hint);
        }
      };
    }

    @Override
    public void close() {
      backend.close();
      synchronized (Plug.this) {
        watchers.clear();
      }
    }

    private <T> CompletionStage<T> pass(
        Supplier<CompletionStage<T>> call, Consumer<CompletableFuture<T>> giveUp) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      Registration timer = timers.schedule(context.callTimeout(), () -> giveUp.accept(answer));
      if (pluggedIn) {
        call.get().whenComplete((result, failure) -> answered(answer, timer, result, failure));
      }
      return answer;
    }

    private <T> void answered(
        CompletableFuture<T> answer, Registration timer, T result, @Nullable Throwable failure) {
      if (!pluggedIn) {
        return;
      }
      timer.close();
      if (failure == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(failure);
      }
    }

    private void pass(Hint hint, long version) {
      if (pluggedIn) {
        hint.mayHaveChanged(version);
      }
    }

    private BackendException unplugged() {
      return new BackendException("No answer within " + context.callTimeout() + ": unplugged");
    }
  }
}
