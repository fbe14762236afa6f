package io.primacy.election.spi;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks one at a time, in the order given, each seeing all effects of the ones before.
 *
 * <p>Called from any thread. After {@link #close} tasks are dropped.
 */
public interface EventLoop extends Executor, AutoCloseable {

  /** Runs a task once after a delay, unless it is closed before. */
  Registration schedule(Duration delay, Runnable task);

  /** Drops what is queued and ends the thread, if there is one. Returns at once. Idempotent. */
  @Override
  void close();
}
