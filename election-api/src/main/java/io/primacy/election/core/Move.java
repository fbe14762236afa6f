package io.primacy.election.core;

import io.primacy.election.EndReason;
import java.util.Map;

/** What to do next in one election. */
sealed interface Move {

  /** Nothing before that time, unless something changes. */
  record Rest(long until) implements Move {
    static final long FOREVER = Long.MAX_VALUE;
    static final Rest IDLE = new Rest(FOREVER);
  }

  /**
   * Nothing before that time, unless something changes, or a node's session slot says nothing new
   * until its time.
   */
  record Await(Map<String, Long> nodes, long until) implements Move {

    public Await {
      nodes = Map.copyOf(nodes);
    }

    Await(String node, long until) {
      this(Map.of(node, until), Rest.FOREVER);
    }
  }

  /** Read the record. */
  record Look() implements Move {}

  /**
   * Write the record, if it is still at that version.
   *
   * @param spends the epoch that is given up by trying: the write may land late, so this process
   *     never leads that epoch, whatever it reads; 0 if none
   */
  record Write(long expectedVersion, ElectionRecord content, long spends) implements Move {

    Write(long expectedVersion, ElectionRecord content) {
      this(expectedVersion, content, 0);
    }
  }

  /** Begin to lead. */
  record Grant(long epoch) implements Move {}

  /** The leadership is over. */
  record End(EndReason reason) implements Move {}

  /** Ask the contender to stop; the leadership is over when it has. */
  record Drain(EndReason reason) implements Move {}

  /** Close the slot of a node that is proven gone. */
  record Fence(String node, Peer.Verdict.Fenceable proof) implements Move {}

  /** Nothing but to go on from this seat: something was noted, or is to end. */
  record Note(Seat seat) implements Move {}
}
