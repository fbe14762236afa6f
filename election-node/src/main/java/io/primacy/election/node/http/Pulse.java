package io.primacy.election.node.http;

import io.primacy.election.SessionView;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that a node's loop has stopped: it is the loop that says that a session is over, so one
 * that stays open long after its lease ran out has nobody to say it. A process that was stopped as
 * a whole shows the same for a moment when it goes on, so this needs two looks, a lease apart.
 */
final class Pulse {

  private final LongSupplier nanos;
  private final long lease;

  // All guarded by this.
  private boolean suspected;
  private long incarnation;
  private long since;

  Pulse(LongSupplier nanos, Duration lease) {
    this.nanos = nanos;
    this.lease = lease.toNanos();
  }

  /** Looks once more. */
  synchronized boolean beats(SessionView session) {
    boolean overdue = session.state() == SessionView.State.OPEN && session.remaining().isZero();
    long now = nanos.getAsLong();
    if (!overdue) {
      suspected = false;
    } else if (!suspected || session.incarnation() != incarnation) {
      suspected = true;
      incarnation = session.incarnation();
      since = now;
    }
    return !suspected || now - since < lease;
  }
}
