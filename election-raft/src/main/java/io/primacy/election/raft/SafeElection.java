package io.primacy.election.raft;

import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.RaftHeader;

/**
 * The library's voting: one vote at a time, none while entries come, none when a voter is there
 * twice.
 */
final class SafeElection extends ELECTION2 {

  private final SafeRaft safe;

  SafeElection(SafeRaft safe) {
    setId(ELECTION_ID);
    this.safe = safe;
  }

  /* Two processes with one id would have two votes. Merging does not ask NO_DUPES. */
  @Override
  protected void handleView(View next) {
    if (safe.hasDuplicates(next)) {
      view = next;
      stopVotingThread();
      safe.setLeaderAndTerm(null);
    } else {
      super.handleView(next);
    }
  }

  @Override
  protected void handleMessage(Message message, RaftHeader header) {
    if (!safe.hasFailed()) {
      synchronized (safe.gate()) {
        super.handleMessage(message, header);
      }
    }
  }
}
