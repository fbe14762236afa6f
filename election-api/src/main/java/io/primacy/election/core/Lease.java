package io.primacy.election.core;

import io.primacy.election.Renewals;
import io.primacy.election.spi.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one incarnation may believe: that its session is alive until a deadline.
 *
 * <p>The loop extends it, everybody asks it. Once anybody saw it over, it is over for good: a
 * renewal whose confirmation comes too late extends nothing, so no leadership ever resumes.
 *
 * <p>The deadline counts from the sending of the last confirmed renewal, on both clocks: the
 * monotonic one, and the wall clock too, which goes on while a virtual machine is suspended. The
 * wall clock can only end a lease early.
 */
final class Lease {

  private final TimeSource time;
  private final long lengthNanos;
  private final AtomicReference<@Nullable Moment> deadline; // Null when it is over.
  private volatile RenewalLog renewals; // Written by the loop, read by anyone.

  Lease(TimeSource time, long lengthNanos, Moment sent) {
    this.time = time;
    this.lengthNanos = lengthNanos;
    this.deadline = new AtomicReference<>(after(sent));
    this.renewals = RenewalLog.of(lengthNanos);
  }

  /** Whether it lasts, evaluated at the call. Allocation free. */
  boolean holds() {
    return remainingNanos() > 0;
  }

  /** What is left, on the clock that leaves less; 0 when it is over. */
  long remainingNanos() {
    while (true) {
      Moment until = deadline.get();
      if (until == null) {
        return 0;
      }
      long left = left(until);
      if (left > 0) {
        return left;
      }
      if (deadline.compareAndSet(until, null)) {
        return 0;
      }
    }
  }

  /** Counts from a later renewal. Returns whether the lease still held, and so was extended. */
  boolean extend(Moment sent) {
    Moment later = after(sent);
    while (true) {
      Moment until = deadline.get();
      if (until == null || !holds()) {
        return false;
      }
      if (later.nanos() - until.nanos() <= 0) {
        return true;
      }
      long headroom = left(until);
      if (deadline.compareAndSet(until, later)) {
        renewals = renewals.and(time.nanoTime() - sent.nanos(), headroom);
        return true;
      }
    }
  }

  /** How extending it went. */
  Renewals renewals() {
    return renewals.view();
  }

  /** Ends it now. */
  void end() {
    deadline.set(null);
  }

  private Moment after(Moment sent) {
    return new Moment(
        sent.nanos() + lengthNanos, sent.wallMillis() + TimeUnit.NANOSECONDS.toMillis(lengthNanos));
  }

  private long left(Moment until) {
    long monotonic = until.nanos() - time.nanoTime();
    long wall = TimeUnit.MILLISECONDS.toNanos(until.wallMillis() - time.wallMillis());
    return Math.min(monotonic, wall);
  }
}
