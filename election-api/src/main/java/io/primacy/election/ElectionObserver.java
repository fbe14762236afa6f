package io.primacy.election;

/**
 * Told how an election stands.
 *
 * <p>Called on a thread for user code, one call at a time for each observer, in the order in which
 * this process saw the views. Not every state of the record is delivered: when the observer is slow
 * or changes are quick, some in between are left out. The latest always is.
 */
@FunctionalInterface
public interface ElectionObserver {

  /** The election as last seen. What it throws is logged. */
  void changed(ElectionView view);
}
