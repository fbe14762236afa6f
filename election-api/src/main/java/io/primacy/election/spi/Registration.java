package io.primacy.election.spi;

/** A watch or listener that can be ended. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  /** Ends it. Returns at once; a call already under way may still arrive. Idempotent. */
  @Override
  void close();
}
