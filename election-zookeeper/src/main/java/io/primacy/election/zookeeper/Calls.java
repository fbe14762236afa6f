package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls under way: each ends within the call timeout, and when the backend closes. */
final class Calls {

  private final Duration timeout;
  private final EventLoop loop;
  private final Supplier<String> found;
  private final Set<End> open = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /**
   * @param found what is known of the connection, for the message when nothing was answered
   */
  Calls(Duration timeout, EventLoop loop, Supplier<String> found) {
    this.timeout = timeout;
    this.loop = loop;
    this.found = found;
  }

  /** A call that fails when its time is up. */
  <T> CompletableFuture<T> orFail(String verb, String path) {
    CompletableFuture<T> call = new CompletableFuture<>();
    return track(call, why -> call.completeExceptionally(unanswered(verb, path, why)));
  }

  /** A call that gets another result when its time is up. */
  <T> CompletableFuture<T> orElse(String verb, String path, Function<BackendException, T> result) {
    CompletableFuture<T> call = new CompletableFuture<>();
    return track(call, why -> call.complete(result.apply(unanswered(verb, path, why))));
  }

  void close() {
    closed = true;
    open.forEach(Calls::endAsClosed);
  }

  private <T> CompletableFuture<T> track(CompletableFuture<T> call, End end) {
    open.add(end);
    Registration timer =
        loop.schedule(
            timeout,
            () -> end.because("nothing was answered in " + timeout.toMillis() + " ms; " + found()));
    var unused =
        call.whenComplete(
            (result, error) -> {
              open.remove(end);
              timer.close();
            });
    if (closed) {
      endAsClosed(end);
    }
    return call;
  }

  private String found() {
    return found.get() + " Check that a majority of the servers runs and can be reached.";
  }

  private static void endAsClosed(End end) {
    end.because("this backend is closed. Open another.");
  }

  private static BackendException unanswered(String verb, String path, String why) {
    return new BackendException("Asked ZooKeeper to " + verb + " " + path + "; " + why);
  }

  /** Ends a call that was not answered. Each is equal to itself only. */
  @FunctionalInterface
  private interface End {
    void because(String why);
  }
}
