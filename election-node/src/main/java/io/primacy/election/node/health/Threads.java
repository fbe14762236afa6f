package io.primacy.election.node.health;

import java.util.concurrent.Executor;

/** Threads of an environment, which may have an end. */
public final class Threads {

  private Threads() {}

  /** Lets them go when what they do has ended. */
  public static void close(Executor threads) {
    if (threads instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("Threads could not be let go", e);
      }
    }
  }
}
