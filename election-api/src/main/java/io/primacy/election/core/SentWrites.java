package io.primacy.election.core;

import io.primacy.election.spi.TimeSource;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When each write of the session was sent, by its sequence: what a lease counts from, also when the
 * write turns up later than its outcome was known. Confined to the loop.
 */
final class SentWrites {

  /** Older ones are past their lease. */
  private static final int REMEMBERED = 64;

  private final TimeSource time;
  private final NavigableMap<Long, Moment> sent = new TreeMap<>();
  private long sequence;

  SentWrites(TimeSource time) {
    this.time = time;
  }

  /** The number of the next write, which is about to be sent. */
  long next() {
    sent.put(++sequence, Moment.now(time));
    if (sent.size() > REMEMBERED) {
      sent.pollFirstEntry();
    }
    return sequence;
  }

  Optional<Moment> sentAt(long number) {
    return Optional.ofNullable(sent.get(number));
  }

  boolean isLatest(long number) {
    return number == sequence;
  }

  /** Those before this one are in the record's past. */
  void forgetBefore(long number) {
    sent.headMap(number).clear();
  }
}
