package io.primacy.election.core;

import io.primacy.election.EndReason;

/** What to do next in one election. */
sealed interface Move {

  /** Nothing before that time, unless something changes. */
  record Rest(long until) implements Move {
    static final long FOREVER = Long.MAX_VALUE;
    static final Rest IDLE = new Rest(FOREVER);
  }

  /** Nothing before that time, unless that node's session slot says something new. */
  record Await(String node, long until) implements Move {}

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

  /** Remember since when there is no leader. */
  record NoteVacancy(Seat.Vacancy vacancy) implements Move {}
}
