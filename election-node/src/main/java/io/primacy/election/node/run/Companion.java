package io.primacy.election.node.run;

import io.primacy.election.Contender;

/**
 * Something that runs beside a node: begun before the node stands, closed after it has left. Bound
 * with Guice's {@code Multibinder}.
 */
public interface Companion extends AutoCloseable {

  /**
   * Begins, or throws, and then the node does not start.
   *
   * @throws io.primacy.election.ConfigurationException if it can not as it was told to
   */
  default void begin() {}

  /** Puts itself around the contender of an election, or returns that as it is. */
  default Contender around(String election, Contender contender) {
    return contender;
  }

  /** Ends; also when it never began. */
  @Override
  default void close() {}
}
