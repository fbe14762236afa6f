package io.primacy.election.core;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop and a clock that move when a test says so. */
final class HandLoop implements EventLoop, TimeSource {

  private record Alarm(long at, Runnable task) {}

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private final long origin;
  private long passed;
  private long wallStep;
  private boolean closed;

  /** A loop whose monotonic clock begins at a number. */
  HandLoop(long origin) {
    this.origin = origin;
  }

  /** A loop whose monotonic clock overflows a little after one second. */
  HandLoop() {
    this(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos() - 7); // No round time is FOREVER.
  }

  @Override
  public long nanoTime() {
    return origin + passed;
  }

  @Override
  public long wallMillis() {
    return 1_700_000_000_000L + (passed + wallStep) / 1_000_000;
  }

  @Override
  public void execute(Runnable task) {
    if (!closed) {
      tasks.add(task);
    }
  }

  @Override
  public Registration schedule(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(passed + delay.toNanos(), task);
    alarms.add(alarm);
    return () -> alarms.removeIf(alarm::equals);
  }

  @Override
  public void close() {
    closed = true;
    tasks.clear();
    alarms.clear();
  }

  /** Runs the next task only. */
  void step() {
    tasks.remove().run();
  }

  /** Runs what waits, and what that gives, without time passing. */
  HandLoop run() {
    for (int ran = 0; !tasks.isEmpty(); ran++) {
      if (ran == 100_000) {
        throw new AssertionError("the loop never rests");
      }
      tasks.remove().run();
    }
    return this;
  }

  /** Lets time pass, alarm by alarm. */
  HandLoop pass(Duration duration) {
    long end = passed + duration.toNanos();
    run();
    while (true) {
      Alarm next = alarms.stream().min(Comparator.comparingLong(Alarm::at)).orElse(null);
      if (next == null || next.at() > end) {
        passed = end;
        return this;
      }
      alarms.remove(next);
      passed = Math.max(passed, next.at());
      next.task().run();
      run();
    }
  }

  HandLoop pass(long millis) {
    return pass(Duration.ofMillis(millis));
  }

  /** Moves the wall clock only. */
  void stepWallClock(Duration by) {
    wallStep += by.toNanos();
  }

  int alarms() {
    return alarms.size();
  }
}
