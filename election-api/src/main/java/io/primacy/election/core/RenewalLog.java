package io.primacy.election.core;

import io.primacy.election.Renewals;
import java.time.Duration;

/**
 * What is kept of the renewals of one session, in a few numbers. Immutable.
 *
 * @param least the least headroom of the renewals since the last multiple of those remembered
 * @param leastBefore that of the ones before them
 */
record RenewalLog(long count, long totalNanos, long lastNanos, long least, long leastBefore) {

  static RenewalLog of(long leaseNanos) {
    return new RenewalLog(0, 0, 0, leaseNanos, leaseNanos);
  }

  /** With one more. */
  RenewalLog and(long latencyNanos, long headroomNanos) {
    boolean turn = count > 0 && count % Renewals.REMEMBERED == 0;
    return new RenewalLog(
        count + 1,
        totalNanos + latencyNanos,
        latencyNanos,
        turn ? headroomNanos : Math.min(least, headroomNanos),
        turn ? least : leastBefore);
  }

  Renewals view() {
    return new Renewals(
        count,
        Duration.ofNanos(totalNanos),
        Duration.ofNanos(lastNanos),
        Duration.ofNanos(Math.min(least, leastBefore)));
  }
}
