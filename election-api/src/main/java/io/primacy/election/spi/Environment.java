package io.primacy.election.spi;

import java.util.concurrent.Executor;

/**
 * The world elections run in: clocks, loops, threads for user code, randomness. Passed in, so that
 * a whole cluster can run in virtual time.
 *
 * <p>{@link #system()} is the real one.
 */
public interface Environment {

  /** The clocks. Called from any thread, often. */
  TimeSource time();

  /**
   * A new loop that runs one task at a time, in order.
   *
   * @param name for the thread, if it has one
   */
  EventLoop newLoop(String name);

  /**
   * Where user code runs. Tasks may run in parallel; one that blocks does not keep later ones from
   * running. Closed with the elections that asked for it if it is {@link AutoCloseable}; what was
   * given before still runs, and so does what follows from it.
   *
   * @param name for the threads
   */
  Executor newCallbacks(String name);

  /** A number that no other process run is likely to draw. */
  long nonce();

  /** The machine's clocks, real threads, and a secure source of nonces. */
  static Environment system() {
    return SystemEnvironment.INSTANCE;
  }
}
