package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The times an election runs by.
 *
 * @param lease how long a session lasts without a confirmed renewal; the same on all nodes is
 *     usual, not required
 * @param renewEvery from the sending of one renewal to the next
 * @param callTimeout the bound on a single call to the store
 * @param clockDrift by how much the rates of two machines' clocks may differ, as a fraction: 0.01
 *     is one second in a hundred. Beyond it, only tokens protect
 * @param margin added to what a challenger waits, for the granularity of clocks
 * @param stagger by how much each candidate lets the one before it go first
 * @param drainLimit how long a leader may take to finish before it hands over
 */
public record Timing(
    Duration lease,
    Duration renewEvery,
    Duration callTimeout,
    double clockDrift,
    Duration margin,
    Duration stagger,
    Duration drainLimit) {

  static final Duration SHORTEST_LEASE = Duration.ofMillis(100);
  static final Duration LONGEST_LEASE = Duration.ofMinutes(10);
  static final double LARGEST_DRIFT = 0.2;

  public Timing {
    requireNonNull(lease, "lease");
    requireNonNull(renewEvery, "renewEvery");
    requireNonNull(callTimeout, "callTimeout");
    requireNonNull(margin, "margin");
    requireNonNull(stagger, "stagger");
    requireNonNull(drainLimit, "drainLimit");
    List<String> problems =
        problems(lease, renewEvery, callTimeout, clockDrift, margin, stagger, drainLimit);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** The times that go with a lease when nothing else is said. */
  public static Timing ofLease(Duration lease) {
    return new Timing(
        lease,
        lease.dividedBy(4),
        lease.dividedBy(4),
        0.01,
        lease.dividedBy(100),
        lease.dividedBy(40),
        lease);
  }

  /**
   * How long a challenger leaves a session alone after it saw it change for the last time, if that
   * session says that it lasts {@code sessionLease}.
   */
  public Duration patience(Duration sessionLease) {
    long nanos = (long) Math.ceil(sessionLease.toNanos() * (1 + clockDrift));
    return Duration.ofNanos(nanos).plus(margin);
  }

  /**
   * The longest time from the death of a leader's process to the next leadership, if the store
   * answers every call within {@code callTimeout} and at most {@code deadCandidates} better
   * candidates are dead too: the last renewal may take one call to be committed and one to be seen;
   * then patience, one call to fence, one to see that, stagger, and one to claim.
   */
  public Duration worstCaseFailover(int deadCandidates) {
    return patience(lease)
        .plus(callTimeout.multipliedBy(5))
        .plus(stagger.multipliedBy(deadCandidates));
  }

  static List<String> problems(
      Duration lease,
      Duration renewEvery,
      Duration callTimeout,
      double clockDrift,
      Duration margin,
      Duration stagger,
      Duration drainLimit) {
    List<String> problems = new ArrayList<>();
    String timing = "election.timing.";
    if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
      problems.add(
          timing
              + "lease = "
              + text(lease)
              + ": write "
              + text(SHORTEST_LEASE)
              + " to "
              + text(LONGEST_LEASE)
              + ".");
    }
    requirePositive(timing + "renew-every", renewEvery, problems);
    requirePositive(timing + "call-timeout", callTimeout, problems);
    requirePositive(timing + "margin", margin, problems);
    requirePositive(timing + "stagger", stagger, problems);
    requirePositive(timing + "drain-limit", drainLimit, problems);
    if (!(clockDrift >= 0 && clockDrift <= LARGEST_DRIFT)) {
      problems.add(
          timing
              + "clock-drift = "
              + clockDrift
              + ": write a fraction from 0 to "
              + LARGEST_DRIFT
              + ", for example 0.01.");
    }
    // Time for a renewal that is lost, and for the one after it.
    Duration needed = renewEvery.plus(callTimeout.multipliedBy(2));
    if (needed.compareTo(lease) > 0) {
      problems.add(
          timing
              + "lease = "
              + text(lease)
              + " is too short: renew-every ("
              + text(renewEvery)
              + ") plus two call-timeouts ("
              + text(callTimeout)
              + " each) are "
              + text(needed)
              + ". Lengthen the lease or shorten the others.");
    }
    return problems;
  }

  private static void requirePositive(String key, Duration value, List<String> problems) {
    if (value.isZero() || value.isNegative()) {
      problems.add(key + " = " + text(value) + ": write a time longer than zero.");
    }
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
