package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Whom this voter may vote for: one candidate in a term. The library forgets its vote as soon as it
 * learns of a leader, and may then vote again in the same term. Thread-safe.
 */
final class Ballot {

  private long floor; // Guarded by this.
  private long term; // Guarded by this.
  private @Nullable MemberId candidate; // Guarded by this.

  /**
   * @param floor no votes in terms up to this one: an earlier run, or a lost log, may have voted
   */
  Ballot(long floor) {
    this.floor = floor;
  }

  /** Excludes more terms. */
  synchronized void exclude(long upTo) {
    floor = Math.max(floor, upTo);
  }

  /** Takes a candidate as the one of its term; false when there is another, or may have been. */
  synchronized boolean take(long wanted, MemberId who) {
    if (wanted <= floor || wanted < term) {
      return false;
    }
    if (wanted > term || candidate == null) {
      term = wanted;
      candidate = who;
    }
    return who.equals(candidate);
  }

  /** Notes who leads in a term. */
  synchronized void leads(long of, MemberId who) {
    if (of > term || (of == term && candidate == null)) {
      term = of;
      candidate = who;
    }
  }

  /** The candidate was not voted for after all. */
  synchronized void release(long of, MemberId who) {
    if (of == term && who.equals(candidate)) {
      candidate = null;
    }
  }
}
