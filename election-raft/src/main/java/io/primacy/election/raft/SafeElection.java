package io.primacy.election.raft;

import java.time.Duration;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.RaftHeader;

/**
 * The library's voting: one vote at a time, none while entries come, none while a voter is there
 * twice; and it does not stop before everybody knows the result.
 */
final class SafeElection extends ELECTION2 {

  private final SafeRaft safe;
  private final Duration patience;

  private long leaderAt = System.nanoTime(); // Used by one thread, that of tend().

  /**
   * @param patience how long the voters may be without a leader before the vote is repeated
   */
  SafeElection(SafeRaft safe, Duration patience) {
    setId(ELECTION_ID);
    this.safe = safe;
    this.patience = patience;
  }

  /** Tells again who leads, or lets vote again when nobody does for long. To be called often. */
  /*
   * The library tells the result of a vote once, and whoever has another view at that moment drops
   * it. If that is the leader itself, nobody leads until the view changes.
   */
  void tend() {
    View now = view;
    Address leader = safe.leader();
    long time = System.nanoTime();
    if (now == null || !isViewCoordinator() || !isMajorityAvailable() || safe.hasFailed()) {
      leaderAt = time;
    } else if (leader != null) {
      leaderAt = time;
      sendLeaderElectedMessage(leader, safe.currentTerm());
    } else if (time - leaderAt > patience.toNanos() && !safe.hasDuplicates(now)) {
      leaderAt = time;
      startVotingThread();
    }
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
