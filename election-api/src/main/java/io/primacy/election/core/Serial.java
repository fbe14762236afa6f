package io.primacy.election.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Runs user code one task at a time, in order, on threads of an executor; several of these share
 * the threads. Tasks are given by the loop only, at most a few for each leadership.
 */
final class Serial implements Executor {

  private static final Logger LOG = System.getLogger(Serial.class.getName());

  /* Set while user code runs, so that a blocking call can tell that it would wait for itself. */
  private static final ThreadLocal<Boolean> IN_USER_CODE = ThreadLocal.withInitial(() -> false);

  private final Executor threads;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(1); // Guarded by itself.
  private boolean running; // Guarded by the tasks.

  Serial(Executor threads) {
    this.threads = threads;
  }

  static boolean inUserCode() {
    return IN_USER_CODE.get();
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::runOne);
  }

  private void runOne() {
    Runnable task;
    synchronized (tasks) {
      task = tasks.remove();
    }
    try {
      run(task);
    } finally {
      boolean more;
      synchronized (tasks) {
        more = !tasks.isEmpty();
        running = more;
      }
      if (more) {
        threads.execute(this::runOne);
      }
    }
  }

  private static void run(Runnable task) {
    boolean within = IN_USER_CODE.get();
    IN_USER_CODE.set(true);
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A callback failed", e);
    } finally {
      IN_USER_CODE.set(within);
    }
  }
}
