package io.primacy.election.node.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** All that happened so far, in the order it became known, and the one clock it is measured by. */
public final class History {

  private final long start = System.nanoTime();
  private final List<Moment> moments = new ArrayList<>(); // Guarded by this.
  private final Consumer<Moment> listener;

  /**
   * Begins now.
   *
   * @param listener told every moment, in order
   */
  public History(Consumer<Moment> listener) {
    this.listener = listener;
  }

  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Adds what happens now. */
  public synchronized void add(Function<Duration, Moment> happened) {
    Moment moment = happened.apply(now());
    moments.add(moment);
    listener.accept(moment);
    notifyAll();
  }

  public synchronized List<Moment> moments() {
    return List.copyOf(moments);
  }

  /** How many there are. */
  public synchronized int size() {
    return moments.size();
  }

  /**
   * Waits until the moments from an index on are as wanted.
   *
   * @param what completes "It did not happen that ..."
   * @throws LabException if they are not within the limit
   */
  public synchronized void await(
      int from, String what, Duration limit, Predicate<List<Moment>> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!wanted.test(moments.subList(from, moments.size()))) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new LabException(
            "It did not happen within " + Words.seconds(limit) + " that " + what + ".");
      }
      // At least one millisecond: zero would wait for ever.
      wait(left / 1_000_000 + 1);
    }
  }
}
