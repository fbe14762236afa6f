package io.primacy.election.tck.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks of a virtual world: each on a thread of its own, of which one at most runs at a time,
 * and only while the thread that moves the time waits for it.
 *
 * <p>So a callback that never returns stops nobody else, and a run stays the same for its seed.
 */
final class Callbacks {

  /** Real time after which a callback is taken to wait for something that can not come. */
  private static final long STUCK_SECONDS = 20;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "virtual-callback");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore back = new Semaphore(0);

  /* Touched by whoever may run just now, so by one thread at a time. */
  private final List<Callback> parked = new ArrayList<>();

  private volatile @Nullable Callback running; // Written by whoever may run, read by anyone.

  /** Whether the calling thread is a callback of this world. */
  boolean isCallback() {
    Callback callback = running;
    return callback != null && callback.thread == Thread.currentThread();
  }

  /** Runs a callback until it ends or parks. */
  void run(Runnable task) {
    Callback callback = new Callback(task);
    running = callback;
    threads.execute(callback);
    await(callback);
  }

  /** Lets the calling callback wait until something is so. */
  void park(BooleanSupplier over) {
    Callback callback = Objects.requireNonNull(running);
    callback.over = over;
    parked.add(callback);
    back.release();
    callback.go.acquireUninterruptibly();
  }

  /** Lets the first callback go on whose wait is over, until it ends or parks; whether one did. */
  boolean resumeOne() {
    for (Callback callback : parked) {
      if (callback.over.getAsBoolean()) {
        parked.remove(callback);
        running = callback;
        callback.go.release();
        await(callback);
        return true;
      }
    }
    return false;
  }

  private void await(Callback callback) {
    try {
      if (!back.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "A callback waits by real means for something that needs virtual time to pass: let it"
                + " wait with VirtualTime.runUntil or advance.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a callback ran", e);
    }
    running = null;
    Throwable failure = callback.failure;
    if (failure != null) {
      throw new IllegalStateException("A callback's task failed", failure);
    }
  }

  private final class Callback implements Runnable {

    private final Runnable task;
    private final Semaphore go = new Semaphore(0);
    private BooleanSupplier over = () -> true; // As Callbacks.parked.
    private volatile @Nullable Thread thread; // Written by itself, read by anyone.
    private @Nullable Throwable failure; // As Callbacks.parked.

    Callback(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        back.release();
      }
    }
  }
}
