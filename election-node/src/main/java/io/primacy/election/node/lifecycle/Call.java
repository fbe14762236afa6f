package io.primacy.election.node.lifecycle;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One call of user code on a thread of its own, so that it can be interrupted and given up. */
final class Call {

  private static final int MOST_FRAMES = 5;

  /** What is called. */
  interface Body {
    void run() throws Exception;
  }

  private final CompletableFuture<Optional<Throwable>> back = new CompletableFuture<>();
  private final Thread thread;

  private Call(String name, Body body) {
    this.thread = newThread(name, () -> back.complete(run(body)));
  }

  static Call begin(String name, Body body) {
    Call call = new Call(name, body);
    call.thread.start();
    return call;
  }

  /**
   * Waits for its end.
   *
   * @param unless ends the wait as well
   * @return whether it is back
   */
  boolean await(Duration limit, CompletableFuture<?> unless) {
    long until = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          CompletableFuture.anyOf(back, unless)
              .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
          return back.isDone();
        } catch (InterruptedException e) {
          interrupted = true; // Means nothing here; whoever set it finds it set.
        } catch (TimeoutException | ExecutionException e) {
          return back.isDone();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  boolean await(Duration limit) {
    return await(limit, new CompletableFuture<>());
  }

  void interrupt() {
    thread.interrupt();
  }

  /** What it threw, if it is back and threw. */
  Optional<Throwable> thrown() {
    return back.getNow(Optional.empty());
  }

  /** Does something on a thread of its own when it is back, now or later. */
  void whenBack(Consumer<Optional<Throwable>> then) {
    var unused =
        back.thenAcceptAsync(then, task -> newThread(thread.getName() + "-late", task).start());
  }

  /** Where its thread is, for people; what the JDK does there is of no interest. */
  String where() {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> !"java.base".equals(frame.getModuleName()))
        .limit(MOST_FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  private static Optional<Throwable> run(Body body) {
    try {
      body.run();
      return Optional.empty();
    } catch (Throwable e) { // Whatever it is, it is user code's, and ends only that.
      return Optional.of(e);
    }
  }

  private static Thread newThread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
