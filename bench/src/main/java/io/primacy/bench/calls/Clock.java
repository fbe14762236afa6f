package io.primacy.bench.calls;

import org.openjdk.jmh.annotations.Benchmark;

/** What any check of a lease needs at least. */
public class Clock {

  /** The monotonic clock. */
  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }
}
