package io.primacy.election.core;

import io.primacy.election.EndReason;

/** Told on the loop what becomes of this node's session. */
interface SessionListener {

  void opened();

  /** The store has confirmed a renewal. */
  void renewed();

  /** Nothing is believed any more; a new incarnation follows if it is wanted. */
  void lost(EndReason reason);

  /** Another process runs as this node. Final. */
  void refused(long incarnation);

  /** Closed, as far as this process can see to it. Final. */
  void done();
}
