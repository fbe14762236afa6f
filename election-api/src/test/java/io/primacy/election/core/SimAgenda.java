package io.primacy.election.core;

import java.util.PriorityQueue;
import java.util.Random;

/**
 * What happens next in a simulated world: events in the order of their time, then of their making.
 */
final class SimAgenda {

  private record Event(long at, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long made;

  SimAgenda(long seed) {
    random = new Random(seed);
  }

  /** True time, in nanoseconds since the beginning of the world. */
  long now() {
    return now;
  }

  void in(long delay, Runnable task) {
    events.add(new Event(now + Math.max(0, delay), made++, task));
  }

  /** Runs the next event, unless it is later than that. */
  boolean step(long until) {
    Event next = events.peek();
    if (next == null || next.at > until) {
      now = until;
      return false;
    }
    events.remove();
    now = next.at;
    next.task.run();
    return true;
  }

  /** A delay around a mean, now and then much longer. */
  long delay(long mean) {
    return (long) (-mean * Math.log(1 - random.nextDouble()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
