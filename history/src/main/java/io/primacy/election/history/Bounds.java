package io.primacy.election.history;

import java.time.Duration;

/**
 * How long what must happen may take, in quiet times: those without a fault under way, and some
 * time after the last one was repaired.
 *
 * @param settle how long after the last repair it becomes quiet
 * @param failover how long a candidate that could lead may wait until somebody does
 * @param release the same when the last leader withdrew, closed or handed over
 * @param convergence how long everybody may take to see the leader
 * @param eligibility how long a grant may still be on its way when its contender is confirmed not
 *     to be eligible
 */
public record Bounds(
    Duration settle,
    Duration failover,
    Duration release,
    Duration convergence,
    Duration eligibility) {

  /** What a lease allows, with two seconds for a busy machine. */
  public static Bounds ofLease(Duration lease) {
    Duration busy = Duration.ofSeconds(2);
    return new Bounds(
        lease.multipliedBy(2).plus(busy),
        lease.multipliedBy(3).plus(busy),
        lease.plus(busy),
        lease.plus(busy),
        lease);
  }
}
