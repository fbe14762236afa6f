package io.primacy.election.spi;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * For backends: the calls under way, each of which ends within the call timeout, and when the
 * backend closes, whatever the library below does. Thread-safe.
 *
 * <p>Calls complete on the loop, so that nothing that depends on them runs on the library's
 * threads.
 */
public final class Calls {

  private final Duration timeout;
  private final EventLoop loop;
  private final Supplier<String> found;
  private final Set<End> open = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /**
   * @param loop where calls complete
   * @param found what is known of the service, for the message when nothing was answered
   */
  public Calls(Duration timeout, EventLoop loop, Supplier<String> found) {
    this.timeout = timeout;
    this.loop = loop;
    this.found = found;
  }

  /**
   * A call that takes its result from another, unless that takes too long.
   *
   * <p>The other is cancelled when the call ends without it.
   *
   * @param asked what was asked, for people: "write elections/ledger"
   * @param result on the loop; what it throws as a {@link BackendException} fails the call
   * @param unanswered the result when there was none, for the reason given; or throws what the call
   *     is to fail with
   */
  public <S, T> CompletableFuture<T> follow(
      String asked,
      CompletableFuture<S> source,
      Function<S, T> result,
      Function<BackendException, T> unanswered) {
    CompletableFuture<T> call = new CompletableFuture<>();
    End end = new End(why -> complete(call, () -> unanswered.apply(failure(asked, why))));
    open.add(end);
    Registration timer =
        loop.schedule(
            timeout,
            () ->
                end.because(
                    "nothing was answered in " + timeout.toMillis() + " ms; " + found.get()));
    CompletableFuture<?> unused =
        call.whenComplete(
            (value, error) -> {
              open.remove(end);
              timer.close();
              source.cancel(false);
            });
    unused =
        source.whenComplete(
            (value, error) -> {
              if (error == null) {
                loop.execute(() -> complete(call, () -> result.apply(value)));
              } else {
                loop.execute(() -> end.because(String.valueOf(error.getMessage())));
              }
            });
    if (closed) {
      endAsClosed(end);
    }
    return call;
  }

  /** Ends all that are under way, and those that come, as not answered. */
  public void close() {
    closed = true;
    open.forEach(Calls::endAsClosed);
  }

  private static <T> void complete(CompletableFuture<T> call, Supplier<T> result) {
    try {
      call.complete(result.get());
    } catch (BackendException e) {
      call.completeExceptionally(e);
    }
  }

  private static void endAsClosed(End end) {
    end.because("this backend is closed. Open another.");
  }

  private static BackendException failure(String asked, String why) {
    return new BackendException("Asked to " + asked + "; " + why);
  }

  /** Ends a call that was not answered. Each is equal to itself only. */
  private static final class End {

    private final Consumer<String> action;

    End(Consumer<String> action) {
      this.action = action;
    }

    void because(String why) {
      action.accept(why);
    }
  }
}
