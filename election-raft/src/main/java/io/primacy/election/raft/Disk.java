package io.primacy.election.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The one thread that touches a log's files. The library interrupts its threads when roles change,
 * and a thread that is interrupted while it uses a file channel closes that for everybody.
 */
final class Disk implements AutoCloseable {

  private final ThreadLocal<Boolean> here = ThreadLocal.withInitial(() -> false);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "raft-disk");
            made.setDaemon(true);
            return made;
          });

  /** Runs a task there and waits for it, interrupted or not. */
  <T> T call(Supplier<T> task) {
    if (here.get()) {
      return task.get();
    }
    CompletableFuture<T> done =
        CompletableFuture.supplyAsync(
            () -> {
              here.set(true);
              return task.get();
            },
            thread);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return done.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void run(Runnable task) {
    var unused =
        call(
            () -> {
              task.run();
              return true;
            });
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException known) {
      return known;
    }
    return new CompletionException(e.getCause());
  }
}
