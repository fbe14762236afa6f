package io.primacy.election.spi;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for user code: as few as keep up, one more for each task that does not return.
 *
 * <p>A handful of workers serves any number of elections. A watcher looks at the queue while there
 * is one; when nothing was taken from it for {@link #PATIENCE_NANOS}, every worker is stuck in user
 * code and one more is started, up to {@link #MOST_WORKERS}. Idle workers end after {@link
 * #IDLE_NANOS}.
 */
final class CallbackThreads implements Executor, AutoCloseable {

  private static final int WORKERS = 2;

  /** At this many callbacks that never return, later ones wait. */
  private static final int MOST_WORKERS = 512;

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final TimeSource time;

  private final Object lock = new Object();
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>(); // Guarded by lock.
  private final Map<Thread, Boolean> workers = new HashMap<>(); // Guarded by lock.
  private int idle; // Guarded by lock.
  private int started; // Guarded by lock.
  private long lastTaken; // Guarded by lock.
  private boolean closed; // Guarded by lock.
  private @Nullable Thread watcher; // Guarded by lock.

  CallbackThreads(String name, TimeSource time) {
    this.name = name;
    this.time = time;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      if (queue.isEmpty()) {
        lastTaken = time.nanoTime();
      }
      queue.add(task);
      if (idle >= queue.size()) {
        lock.notifyAll();
      } else if (workers.size() < WORKERS) {
        startWorker();
      } else if (watcher == null) {
        watcher = start(name + "-watch", this::watch);
      }
    }
  }

  /** Lets queued tasks be forgotten and idle workers end; a task under way is left to end. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      queue.clear();
      lock.notifyAll();
    }
  }

  private void startWorker() {
    workers.put(start(name + "-" + ++started, this::work), true);
  }

  private static Thread start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void work() {
    Runnable task = next();
    while (task != null) {
      task.run();
      task = next();
    }
  }

  /* A worker leaves by returning null here, and only here. */
  private @Nullable Runnable next() {
    synchronized (lock) {
      long until = time.nanoTime() + IDLE_NANOS;
      while (queue.isEmpty()) {
        long left = until - time.nanoTime();
        if (closed || left <= 0 || workers.size() > WORKERS) {
          workers.remove(Thread.currentThread());
          return null;
        }
        idle++;
        await(left);
        idle--;
      }
      lastTaken = time.nanoTime();
      return queue.poll();
    }
  }

  private void watch() {
    synchronized (lock) {
      while (!queue.isEmpty() && !closed) {
        await(PATIENCE_NANOS);
        boolean stuck = time.nanoTime() - lastTaken >= PATIENCE_NANOS;
        if (!queue.isEmpty() && idle == 0 && stuck && workers.size() < MOST_WORKERS) {
          lastTaken = time.nanoTime();
          startWorker();
        }
      }
      watcher = null;
    }
  }

  /* User code may leave the interrupt flag set; it means nothing to us. */
  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, Math.max(nanos, 1_000_000));
    } catch (InterruptedException ignored) {
      // The flag is cleared by the throw, and the loop around looks again.
    }
  }
}
