package io.primacy.election.spi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

  private static final Logger LOG = System.getLogger(CallbackThreads.class.getName());

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

  /**
   * Lets workers end as soon as they have nothing to do. What was given still runs, and so does
   * what follows from it: a contender that returns after the close is told that it does not lead.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
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
      run(task);
      task = next();
    }
  }

  /* What a task throws, and an interrupt that it leaves behind, must not meet the next one. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "A callback failed", e);
    } finally {
      Thread.interrupted();
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
      while (!queue.isEmpty()) {
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

  /* An interrupt means nothing to us. */
  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, Math.max(nanos, 1_000_000));
    } catch (InterruptedException ignored) {
      // The flag is cleared by the throw, and the loop around looks again.
    }
  }
}
