package io.primacy.election.tck;

import io.primacy.election.spi.Environment;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How a rule waits, in real time or in virtual time.
 *
 * @param world whose time passes
 * @param eventually how long to wait for something that has to happen
 * @param quietly how long to watch for something that must not happen
 */
record Patience(Environment world, Duration eventually, Duration quietly) {

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Waits until something is so; whether it came to be. */
  boolean isSoWithin(Duration limit, BooleanSupplier condition) {
    if (world instanceof VirtualTime time) {
      return time.runUntil(condition, limit);
    }
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      if (Thread.interrupted()) {
        throw new AssertionError("The rule took too long and was interrupted");
      }
    }
    return true;
  }

  /** Waits until something is so; fails the rule if it does not come to be. */
  void until(String what, BooleanSupplier condition) {
    within(eventually, what, condition);
  }

  /** The same with another limit. */
  void within(Duration limit, String what, BooleanSupplier condition) {
    if (!isSoWithin(limit, condition)) {
      throw new AssertionError("Expected within " + limit.toMillis() + " ms: " + what);
    }
  }

  /** Watches that something does not come to be. */
  void never(String what, BooleanSupplier condition) {
    if (isSoWithin(quietly, condition)) {
      throw new AssertionError("Must not happen: " + what);
    }
  }

  /** Lets time pass. */
  void pass(Duration duration) {
    isSoWithin(duration, () -> false);
  }

  /** Waits for the result of a stage; fails the rule if it does not come or is a failure. */
  <T> T result(Duration limit, String what, CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    within(limit, what + " completes", future::isDone);
    try {
      return future.join();
    } catch (CompletionException e) {
      throw new AssertionError("Expected: " + what + " succeeds, found: " + e.getCause(), e);
    }
  }
}
