package io.primacy.election.tck.sim;

import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A world whose time passes only when told to, on the thread that tells it.
 *
 * <p>Loops, timers and callbacks run one at a time inside {@link #advance} and {@link #runUntil}.
 * Which of several loops goes first is drawn from the seed, so that one seed gives one run. Code
 * that runs here must not wait by other means; a callback that has to wait calls {@link #runUntil}
 * or {@link #advance} itself, which lets everybody else go on meanwhile.
 */
public final class VirtualTime implements Environment {

  /** How far apart things that happen "at once" are at most. */
  private static final int JITTER_NANOS = 50_000;

  /** Nothing is done in no time: what sets timers that have rung already still sees time pass. */
  private static final int NO_TIME_NANOS = 1_000;

  private static final long WALL_START_MILLIS = 1_700_000_000_000L;

  private final Random random;
  private final Callbacks callbacks = new Callbacks();
  private final PriorityQueue<Due> queue = // Guarded by this.
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private long order; // Guarded by this.
  private volatile long now; // Written under this, read by anyone.

  private final TimeSource clock =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return now;
        }

        @Override
        public long wallMillis() {
          return WALL_START_MILLIS + TimeUnit.NANOSECONDS.toMillis(now);
        }
      };

  private VirtualTime(long seed) {
    this.random = new Random(seed);
  }

  /** A world at its beginning. */
  public static VirtualTime seeded(long seed) {
    return new VirtualTime(seed);
  }

  /** Lets time pass, and everything happen that falls due. */
  public void advance(Duration duration) {
    runUntil(() -> false, duration);
  }

  /**
   * Lets time pass until something is so.
   *
   * @param condition looked at between any two steps
   * @param limit how long it may take, in virtual time
   * @return whether it came to be
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    long end = now + limit.toNanos();
    BooleanSupplier over = () -> condition.getAsBoolean() || now >= end;
    if (callbacks.isCallback()) {
      wakeAt(end);
      callbacks.park(over);
      return condition.getAsBoolean();
    }
    while (!condition.getAsBoolean()) {
      if (callbacks.resumeOne()) {
        continue;
      }
      Runnable next = takeUntil(end);
      if (next == null) {
        return condition.getAsBoolean();
      }
      next.run();
    }
    return true;
  }

  @Override
  public TimeSource time() {
    return clock;
  }

  @Override
  public EventLoop newLoop(String name) {
    return new Loop();
  }

  @Override
  public Executor newCallbacks(String name) {
    return task -> soon(() -> callbacks.run(task));
  }

  @Override
  public synchronized long nonce() {
    return random.nextLong();
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable takeUntil(long end) {
    Due due = queue.peek();
    if (due == null || due.at > end) {
      now = Math.max(now, end);
      return null;
    }
    queue.remove();
    now = Math.max(now, due.at);
    return due.task;
  }

  private synchronized void wakeAt(long when) {
    at(when, () -> {});
  }

  private synchronized void soon(Runnable task) {
    at(now + random.nextInt(JITTER_NANOS), task);
  }

  private synchronized Due at(long when, Runnable task) {
    Due due = new Due(when, order++, task);
    queue.add(due);
    return due;
  }

  private synchronized void forget(Due due) {
    queue.remove(due);
  }

  private record Due(long at, long order, Runnable task) {}

  /* Each post is one turn of the loop; a turn takes the oldest task, whatever turn it was made for. */
  private final class Loop implements EventLoop {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(); // Guarded by VirtualTime.this.
    private boolean closed; // Guarded by VirtualTime.this.

    @Override
    public void execute(Runnable task) {
      synchronized (VirtualTime.this) {
        if (!closed) {
          tasks.add(task);
          soon(this::turn);
        }
      }
    }

    @Override
    public Registration schedule(Duration delay, Runnable task) {
      synchronized (VirtualTime.this) {
        Due due = at(now + Math.max(NO_TIME_NANOS, delay.toNanos()), () -> runUnlessClosed(task));
        return () -> forget(due);
      }
    }

    @Override
    public void close() {
      synchronized (VirtualTime.this) {
        closed = true;
        tasks.clear();
      }
    }

    private void turn() {
      Runnable task;
      synchronized (VirtualTime.this) {
        task = tasks.poll();
      }
      if (task != null) {
        runUnlessClosed(task);
      }
    }

    private void runUnlessClosed(Runnable task) {
      boolean open;
      synchronized (VirtualTime.this) {
        open = !closed;
      }
      if (open) {
        task.run();
      }
    }
  }
}
