package io.primacy.election.spi;

/**
 * Told by a backend that a record may have changed.
 *
 * <p>Whoever is told reads the record, unless the hint names the very version that is known
 * already: of what one wrote oneself, or was shown by a read that was faster.
 */
@FunctionalInterface
public interface Hint {

  /** Names no version: the record may be anything now, and there may be none. */
  long UNKNOWN = 0;

  /**
   * The record may have changed. Called on any thread; returns at once and does not throw.
   *
   * @param version the version that the change made, or a later one, or {@link #UNKNOWN}; after a
   *     deletion always the latter
   */
  void mayHaveChanged(long version);
}
