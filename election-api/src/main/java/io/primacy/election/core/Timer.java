package io.primacy.election.core;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One alarm on the loop: set anew, it forgets what it was set to. Confined to the loop. */
final class Timer {

  private final EventLoop loop;
  private final TimeSource time;
  private final Runnable alarm;
  private @Nullable Registration pending;
  private long at;

  Timer(EventLoop loop, TimeSource time, Runnable alarm) {
    this.loop = loop;
    this.time = time;
    this.alarm = alarm;
  }

  /** Sets it to a time on the monotonic clock; {@link Move.Rest#FOREVER} turns it off. */
  void set(long nanos) {
    if (pending != null) {
      if (at == nanos) {
        return;
      }
      pending.close();
      pending = null;
    }
    if (nanos == Move.Rest.FOREVER) {
      return;
    }
    at = nanos;
    Duration delay = Duration.ofNanos(Math.max(0, nanos - time.nanoTime()));
    pending = loop.schedule(delay, this::ring);
  }

  /** Sets it if it is off, or set to a later time. */
  void atLatest(long nanos) {
    if (pending == null || nanos - at < 0) {
      set(nanos);
    }
  }

  private void ring() {
    pending = null;
    alarm.run();
  }
}
