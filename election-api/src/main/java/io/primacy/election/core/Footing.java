package io.primacy.election.core;

import io.primacy.election.Timing;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.TimeSource;

/** What all parts of a node stand on. The store is confined to the loop. */
record Footing(StoreClient store, EventLoop loop, TimeSource time, Timing timing, Proof proof) {

  long now() {
    return time.nanoTime();
  }

  Timer timer(Runnable alarm) {
    return new Timer(loop, time, alarm);
  }

  long leaseMillis() {
    return timing.lease().toMillis();
  }

  long renewNanos() {
    return timing.renewEvery().toNanos();
  }

  /** How long a planned end waits for a renewal. */
  long preflightNanos() {
    return timing.renewEvery().toNanos() / 4;
  }

  /** How long to leave the store alone after it did not answer. */
  long pauseNanos() {
    return timing.renewEvery().toNanos() / 8;
  }
}
