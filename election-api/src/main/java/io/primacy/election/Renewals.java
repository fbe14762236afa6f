package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the renewals of one session went, by the monotonic clock of this process.
 *
 * @param count how many were confirmed since the session was opened
 * @param total the sum of their latencies: from sending one to knowing that it is in the store
 * @param last the latency of the last one; zero before the first
 * @param leastHeadroom how much of the lease was left when a renewal was confirmed, the least of
 *     the last {@value #REMEMBERED} or more; the whole lease before the first. Zero is a lease that
 *     ran out
 */
public record Renewals(long count, Duration total, Duration last, Duration leastHeadroom) {

  /** The least headroom is that of at least so many renewals, and of at most twice as many. */
  public static final int REMEMBERED = 32;

  /** Of a session that is not open. */
  public static final Renewals NONE = new Renewals(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public Renewals {
    requireNonNull(total, "total");
    requireNonNull(last, "last");
    requireNonNull(leastHeadroom, "leastHeadroom");
  }
}
