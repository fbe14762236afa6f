package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether this process got to run when it wanted to: a thread wakes up at short intervals and
 * measures how late it was. The collector, a starved or frozen machine and a stopped process show
 * in that; one loop of the application that hangs does not.
 */
final class StallCheck implements HealthCheck {

  private static final Setting<Duration> LIMIT =
      Setting.duration("limit", "how late the process may be").withDefault(Duration.ofSeconds(1));

  /* One stall is seen by one answer only: it counts at once. */
  static final CheckType TYPE =
      new CheckType(
          "stall",
          List.of(LIMIT),
          Rhythm.USUAL.withFall(1),
          settings -> StallCheck.started(Environment.system().time(), settings.get(LIMIT)));

  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final TimeSource time;
  private final long limit;
  private final AtomicLong latest = new AtomicLong(); // Nanoseconds; by the heart and the check.
  private final Thread heart = new Thread(this::beat, "health-heartbeat");
  private volatile long due; // Written by the heart, read by the check.
  private volatile boolean closed; // Written by whoever closes, read by the heart.

  private StallCheck(TimeSource time, Duration limit) {
    this.time = time;
    this.limit = limit.toMillis();
    this.due = time.nanoTime() + BEAT_NANOS;
    heart.setDaemon(true);
  }

  static StallCheck started(TimeSource time, Duration limit) {
    StallCheck check = new StallCheck(time, limit);
    check.heart.start();
    return check;
  }

  @Override
  public Verdict check(Duration unused) {
    long overdue = Math.max(latest.getAndSet(0), time.nanoTime() - due);
    long late = TimeUnit.NANOSECONDS.toMillis(Math.max(0, overdue));
    return late <= limit
        ? Verdict.well("at most " + late + " ms late")
        : Verdict.ill("the process stood still for " + late + " ms, allowed " + limit + " ms");
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(heart);
  }

  private void beat() {
    while (!closed) {
      due = time.nanoTime() + BEAT_NANOS;
      LockSupport.parkNanos(BEAT_NANOS);
      long late = time.nanoTime() - due;
      latest.accumulateAndGet(late, Math::max);
    }
  }
}
