package io.primacy.bench.process;

import java.util.List;

/** A stretch of the monotonic clock that the processes of one machine share, in nanoseconds. */
public record Interval(long from, long to) {

  /** The part of two lists that both cover; the intervals of one list do not overlap. */
  public static long shared(List<Interval> some, List<Interval> others) {
    long shared = 0;
    for (Interval one : some) {
      for (Interval other : others) {
        long from = Math.max(one.from, other.from);
        shared += Math.max(0, Math.min(one.to, other.to) - from);
      }
    }
    return shared;
  }
}
