package io.primacy.election.core;

import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * A process on a simulated machine: its clocks run at their own rate, it can be paused (the clocks
 * go on), its machine can be suspended (only the wall clock goes on), and it can be killed.
 */
final class SimMachine implements Environment {

  static final long WALL_ORIGIN = 1_700_000_000_000L;

  private static final long TASK = 20_000; // 20 us: how long the loop takes to get to a task.

  private final SimAgenda agenda;
  private final Flaws flaws;
  private final double rate;
  private final long origin;
  private long suspendedFor;
  private long wallStep;
  private long pausedUntil;
  private boolean killed;

  SimMachine(SimAgenda agenda, double rate, long origin, Flaws flaws) {
    this.flaws = flaws;
    this.agenda = agenda;
    this.rate = rate;
    this.origin = origin;
  }

  void pause(long duration) {
    pausedUntil = Math.max(pausedUntil, agenda.now() + duration);
  }

  /** As {@link #pause}, but the monotonic clock stands still. */
  void suspend(long duration) {
    if (isRunning()) {
      pause(duration);
      suspendedFor += duration;
    }
  }

  /** An operator, or NTP, sets the wall clock. */
  void stepWallClock(long nanos) {
    wallStep += nanos;
  }

  void kill() {
    killed = true;
  }

  boolean isKilled() {
    return killed;
  }

  boolean isRunning() {
    return !killed && pausedUntil <= agenda.now();
  }

  /** Runs a task when the process runs, if it ever does. */
  void later(long delay, Runnable task) {
    agenda.in(delay, () -> whenRunning(task));
  }

  private void whenRunning(Runnable task) {
    if (killed) {
      return;
    }
    if (pausedUntil > agenda.now()) {
      agenda.in(pausedUntil - agenda.now() + 1, () -> whenRunning(task));
      return;
    }
    task.run();
  }

  @Override
  public TimeSource time() {
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return origin + (long) ((agenda.now() - suspendedFor) * rate);
      }

      @Override
      public long wallMillis() {
        long stood = flaws.wallStandsStill() ? suspendedFor : 0;
        return WALL_ORIGIN + (agenda.now() - stood + wallStep) / 1_000_000;
      }
    };
  }

  @Override
  public EventLoop newLoop(String name) {
    return new Loop();
  }

  /* Each task on a thread of its own, as it were. */
  @Override
  public Executor newCallbacks(String name) {
    return task -> later(agenda.delay(TASK * 5), task);
  }

  @Override
  public long nonce() {
    return agenda.random.nextLong();
  }

  private final class Loop implements EventLoop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean closed;

    @Override
    public void execute(Runnable task) {
      if (!closed) {
        tasks.add(task);
        later(agenda.delay(TASK), this::runOne);
      }
    }

    @Override
    public Registration schedule(Duration delay, Runnable task) {
      boolean[] off = new boolean[1];
      later(
          (long) (delay.toNanos() / rate) + 1,
          () -> {
            if (!off[0]) {
              execute(
                  () -> {
                    if (!off[0]) {
                      task.run();
                    }
                  });
            }
          });
      return () -> off[0] = true;
    }

    @Override
    public void close() {
      closed = true;
      tasks.clear();
    }

    private void runOne() {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    }
  }
}
