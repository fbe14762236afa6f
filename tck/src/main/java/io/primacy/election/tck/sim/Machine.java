package io.primacy.election.tck.sim;

import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The machine one node runs on: part of a world, and can be stopped apart from it.
 *
 * <p>While it is frozen no task of its loops or callbacks begins and its clocks go on, as with a
 * process that was sent SIGSTOP; when it goes on, everything that fell due happens at once.
 */
public final class Machine implements Environment {

  private final Environment world;
  private final EventLoop timers;
  private final List<Runnable> onThaw = new ArrayList<>(); // Guarded by this.
  private int freezes; // Guarded by this.
  private volatile long wallOffsetMillis; // Written by the test, read by anyone.

  private final TimeSource clock =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return world.time().nanoTime();
        }

        @Override
        public long wallMillis() {
          return world.time().wallMillis() + wallOffsetMillis;
        }
      };

  /**
   * A machine in a world.
   *
   * @param timers wakes it up
   */
  public Machine(Environment world, EventLoop timers) {
    this.world = world;
    this.timers = timers;
  }

  /** Stops it for a while. */
  public void freeze(Duration duration) {
    synchronized (this) {
      freezes++;
    }
    timers.schedule(duration, this::thaw);
  }

  /** Moves its wall clock, as waking from a suspension does. */
  public synchronized void stepWallClock(Duration step) {
    wallOffsetMillis += step.toMillis();
  }

  @Override
  public TimeSource time() {
    return clock;
  }

  @Override
  public EventLoop newLoop(String name) {
    FreezableLoop loop = new FreezableLoop(world.newLoop(name));
    synchronized (this) {
      onThaw.add(loop::wake);
    }
    return loop;
  }

  @Override
  public Executor newCallbacks(String name) {
    FreezableCallbacks callbacks = new FreezableCallbacks(world.newCallbacks(name));
    synchronized (this) {
      onThaw.add(callbacks::wake);
    }
    return callbacks;
  }

  @Override
  public long nonce() {
    return world.nonce();
  }

  private synchronized boolean isFrozen() {
    return freezes > 0;
  }

  private void thaw() {
    List<Runnable> toWake;
    synchronized (this) {
      freezes--;
      toWake = isFrozen() ? List.of() : List.copyOf(onThaw);
    }
    toWake.forEach(Runnable::run);
  }

  private final class FreezableLoop implements EventLoop {

    private final EventLoop base;
    private final ArrayDeque<Runnable> due = new ArrayDeque<>(); // Confined to the loop.

    FreezableLoop(EventLoop base) {
      this.base = base;
    }

    @Override
    public void execute(Runnable task) {
      base.execute(() -> pass(task));
    }

    @Override
    public Registration schedule(Duration delay, Runnable task) {
      AtomicBoolean cancelled = new AtomicBoolean();
      Runnable unlessCancelled =
          () -> {
            if (!cancelled.get()) {
              task.run();
            }
          };
      Registration timer = base.schedule(delay, () -> pass(unlessCancelled));
      return () -> {
        cancelled.set(true);
        timer.close();
      };
    }

    @Override
    public void close() {
      base.close();
    }

    void wake() {
      base.execute(this::drain);
    }

    private void pass(Runnable task) {
      due.add(task);
      drain();
    }

    private void drain() {
      while (!due.isEmpty() && !isFrozen()) {
        due.remove().run();
      }
    }
  }

  private final class FreezableCallbacks implements Executor, AutoCloseable {

    private final Executor base;
    private final List<Runnable> due = new ArrayList<>(); // Guarded by this.

    FreezableCallbacks(Executor base) {
      this.base = base;
    }

    @Override
    public void execute(Runnable task) {
      base.execute(() -> pass(task));
    }

    @Override
    public void close() {
      if (base instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          throw new IllegalStateException("The threads for callbacks could not be ended", e);
        }
      }
    }

    synchronized void wake() {
      due.forEach(this::execute);
      due.clear();
    }

    private void pass(Runnable task) {
      synchronized (this) {
        if (isFrozen()) {
          due.add(task);
          return;
        }
      }
      task.run();
    }
  }
}
