package io.primacy.bench.measure;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Random moments, the same ones in every run of the program; and waiting. */
final class Moments {

  static final long SEED = 8;

  private final Random random = new Random(SEED);

  /** A part of a time, from nothing to all, each as likely. */
  Duration within(Duration time) {
    return Duration.ofNanos((long) (random.nextDouble() * time.toNanos()));
  }

  /** Lets a time pass. */
  static void pass(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
