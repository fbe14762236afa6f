package io.primacy.bench.process;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns answers to "do I lead?" into the intervals in which a process believed that it led, none of
 * them longer than it was: from the return of the first yes to the call of the last. A process that
 * stood still between two of them acted on neither meanwhile, so that ends an interval as well.
 */
final class Belief {

  static final long STOOD_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Consumer<Interval> told;
  private boolean believes;
  private long from;
  private long to;

  Belief(Consumer<Interval> told) {
    this.told = told;
  }

  /** One answer: when it was asked for, when it came, and what it was. */
  void hear(long asked, long answered, boolean leads) {
    if (!leads || asked - to > STOOD_STILL_NANOS) {
      end();
    }
    if (leads) {
      from = believes ? from : answered;
      to = asked;
      believes = true;
    }
  }

  /** Nothing more is asked. */
  void end() {
    if (believes && to > from) {
      told.accept(new Interval(from, to));
    }
    believes = false;
  }
}
