package io.primacy.election.core;

import io.primacy.election.spi.TimeSource;

/**
 * A moment on both clocks of this machine.
 *
 * @param nanos on the monotonic clock; compare by difference only, it may overflow
 * @param wallMillis on the wall clock
 */
record Moment(long nanos, long wallMillis) {

  static Moment now(TimeSource time) {
    return new Moment(time.nanoTime(), time.wallMillis());
  }

  long nanosSince(Moment earlier) {
    return nanos - earlier.nanos;
  }
}
