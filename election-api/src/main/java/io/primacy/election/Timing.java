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
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST_DRAIN = Duration.ofDays(1);
  private static final int NANOS_PER_MILLI = 1_000_000;

  public Timing {
    requireNonNull(lease, "lease");
    requireNonNull(renewEvery, "renewEvery");
    requireNonNull(callTimeout, "callTimeout");
    requireNonNull(margin, "margin");
    requireNonNull(stagger, "stagger");
    requireNonNull(drainLimit, "drainLimit");
    List<String> problems =
        outOfBounds(lease, renewEvery, callTimeout, clockDrift, margin, stagger, drainLimit);
    if (problems.isEmpty()) {
      problems = unfit(lease, renewEvery, callTimeout);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** The times that go with a lease when nothing else is said. */
  public static Timing ofLease(Duration lease) {
    if (!isLease(lease)) {
      throw new ConfigurationException(List.of(notALease(lease)));
    }
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
    if (deadCandidates < 0) {
      throw new IllegalArgumentException(
          deadCandidates + " dead candidates: write 0 or the number of better candidates.");
    }
    return patience(lease)
        .plus(callTimeout.multipliedBy(5))
        .plus(stagger.multipliedBy(deadCandidates));
  }

  /** The times as configuration writes them. */
  @Override
  public String toString() {
    return "lease "
        + text(lease)
        + ", renew-every "
        + text(renewEvery)
        + ", call-timeout "
        + text(callTimeout)
        + ", clock-drift "
        + clockDrift
        + ", margin "
        + text(margin)
        + ", stagger "
        + text(stagger)
        + ", drain-limit "
        + text(drainLimit);
  }

  /* Records hold whole milliseconds: of a fraction, a challenger would not wait out the rest. */
  static boolean isLease(Duration lease) {
    return isBetween(SHORTEST_LEASE, lease, LONGEST_LEASE)
        && lease.toNanos() % NANOS_PER_MILLI == 0;
  }

  private static String notALease(Duration lease) {
    return "election.timing.lease = "
        + text(lease)
        + ": write "
        + (isBetween(SHORTEST_LEASE, lease, LONGEST_LEASE)
            ? "whole milliseconds."
            : text(SHORTEST_LEASE) + " to " + text(LONGEST_LEASE) + ".");
  }

  /** What is wrong with each time by itself. */
  static List<String> outOfBounds(
      Duration lease,
      Duration renewEvery,
      Duration callTimeout,
      double clockDrift,
      Duration margin,
      Duration stagger,
      Duration drainLimit) {
    List<String> problems = new ArrayList<>();
    if (!isLease(lease)) {
      problems.add(notALease(lease));
    }
    requireBetween("renew-every", renewEvery, LONGEST_LEASE, problems);
    requireBetween("call-timeout", callTimeout, LONGEST_LEASE, problems);
    if (!(clockDrift >= 0 && clockDrift <= LARGEST_DRIFT)) {
      problems.add(
          "election.timing.clock-drift = "
              + clockDrift
              + ": write a fraction from 0 to "
              + LARGEST_DRIFT
              + ", for example 0.01.");
    }
    requireBetween("margin", margin, LONGEST_LEASE, problems);
    requireBetween("stagger", stagger, LONGEST_LEASE, problems);
    requireBetween("drain-limit", drainLimit, LONGEST_DRAIN, problems);
    return problems;
  }

  /** What is wrong with times that are each within bounds. */
  static List<String> unfit(Duration lease, Duration renewEvery, Duration callTimeout) {
    // Time for a renewal that is lost, and for the one after it.
    Duration needed = renewEvery.plus(callTimeout.multipliedBy(2));
    if (needed.compareTo(lease) <= 0) {
      return List.of();
    }
    return List.of(
        "election.timing.lease = "
            + text(lease)
            + " is too short: renew-every ("
            + text(renewEvery)
            + ") plus two call-timeouts ("
            + text(callTimeout)
            + " each) are "
            + text(needed)
            + ". Lengthen the lease or shorten the others.");
  }

  private static void requireBetween(
      String key, Duration value, Duration most, List<String> problems) {
    if (!isBetween(SHORTEST, value, most)) {
      problems.add(
          "election.timing."
              + key
              + " = "
              + text(value)
              + ": write "
              + text(SHORTEST)
              + " to "
              + text(most)
              + ".");
    }
  }

  private static boolean isBetween(Duration least, Duration value, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  static String text(Duration duration) {
    if (duration.toNanosPart() == 0) {
      return duration.toSeconds() + "s";
    }
    boolean whole = duration.toNanosPart() % NANOS_PER_MILLI == 0;
    return isBetween(LONGEST_DRAIN.negated(), duration, LONGEST_DRAIN)
        ? whole ? duration.toMillis() + "ms" : duration.toNanos() + "ns"
        : duration.toString();
  }
}
