package io.primacy.election.raft;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.InstallSnapshotRequest;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.protocols.raft.election.LeaderElected;
import org.jgroups.protocols.raft.election.VoteRequest;
import org.jgroups.protocols.raft.election.VoteResponse;
import org.jspecify.annotations.Nullable;

/**
 * The library's voting: one vote at a time, none while entries come, none while a voter is there
 * twice; and it does not stop before everybody knows the result. Whoever speaks of a term that is
 * over is told of the present one.
 *
 * <p>A voter that was not {@linkplain Admission admitted} says so with its vote, by a negative
 * term. Such votes count only when a majority of all voters is new: then this is the first start of
 * all.
 */
final class SafeElection extends ELECTION2 {

  private final SafeRaft safe;
  private final Admission admission;
  private final Duration patience;
  private final Map<Address, VoteResponse> newcomers = new HashMap<>(); // Guarded by safe's gate.
  private final Object views = new Object(); // Held while there is a new one.

  private volatile boolean over;
  private long newcomersTerm; // Guarded by safe's gate.
  private volatile long leaderAt = System.nanoTime(); // When the voters had a leader last.

  /**
   * @param patience how long the voters may be without a leader before the vote is repeated
   */
  SafeElection(SafeRaft safe, Admission admission, Duration patience) {
    setId(ELECTION_ID);
    this.safe = safe;
    this.admission = admission;
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

  /* All who call this read who leads, and then the term. If the term rose in between, nobody chose
  that leader in it: it must not be told. */
  @Override
  protected void sendLeaderElectedMessage(Address leader, long term) {
    LeaderElected known = safe.known();
    if (known.leader() != null && known.leader().equals(leader) && known.currTerm() == term) {
      super.sendLeaderElectedMessage(leader, term);
    }
  }

  /* The same with what the leader sends, which passes here: the library adds the term at the end. A
  follower that believed it would accept nothing in that term from who was chosen in it. */
  @Override
  public @Nullable Object down(Message message) {
    RaftHeader header = message.getHeader(safe.getId());
    boolean byLeader =
        header instanceof AppendEntriesRequest || header instanceof InstallSnapshotRequest;
    return byLeader && !safe.leadsIn(header.currTerm()) ? null : super.down(message);
  }

  @Override
  public void stop() {
    over = true;
    super.stop();
  }

  /* Told to stop, the library votes on while a majority is there and has no leader: after its channel
  was closed, for ever. It does end when its thread is interrupted. */
  @Override
  protected void runVotingProcess() {
    if (over) {
      Thread.currentThread().interrupt();
    }
    super.runVotingProcess();
  }

  /* Two processes with one id would have two votes. Merging does not ask NO_DUPES. */
  @Override
  protected void handleView(View next) {
    synchronized (views) {
      if (SafeRaft.isOld(next, view)) {
        return;
      }
      if (safe.hasDuplicates(next)) {
        view = next;
        stopVotingThread();
        safe.setLeaderAndTerm(null);
      } else {
        super.handleView(next);
      }
    }
  }

  @Override
  protected void handleMessage(Message message, RaftHeader header) {
    if (!safe.hasFailed()) {
      synchronized (safe.gate()) {
        if (header instanceof VoteResponse vote) {
          count(message.getSrc(), vote);
        } else if (isOfAnEarlierTerm(header)) {
          tell(message.getSrc());
        } else {
          learn(header);
          super.handleMessage(message, header);
        }
      }
    }
  }

  private boolean isOfAnEarlierTerm(RaftHeader header) {
    return (header instanceof LeaderElected || header instanceof VoteRequest)
        && header.currTerm() < safe.currentTerm();
  }

  /* The library says nothing. A voter whose term rose in a vote that came to nothing is then deaf to
  everybody, and if it is the one that the others take for their leader, nobody leads for ever. */
  private void tell(Address who) {
    down_prot.down(new EmptyMessage(who).putHeader(id, safe.known()));
  }

  /* The library passes over a leader that it does not see, and so over the term. In that nobody may
  lead: there is nothing to be patient for. */
  private void learn(RaftHeader header) {
    if (header instanceof LeaderElected && safe.currentTerm(header.currTerm()) > 0) {
      leaderAt = System.nanoTime() - patience.toNanos();
    }
  }

  @Override
  protected void sendVoteResponse(Address to, long term, long lastTerm, long lastIndex) {
    super.sendVoteResponse(to, admission.isAdmitted() ? term : -term, lastTerm, lastIndex);
  }

  /* The library counts a vote of an earlier round, too: its voter may have voted again since. */
  private void count(Address voter, VoteResponse vote) {
    long term = Math.abs(vote.currTerm());
    if (term != safe.currentTerm()) {
      return;
    }
    if (vote.currTerm() > 0) {
      getVotes().add(voter, vote);
      return;
    }
    if (term != newcomersTerm) {
      newcomersTerm = term;
      newcomers.clear();
    }
    newcomers.put(voter, vote);
    if (newcomers.size() >= safe.majority()) {
      newcomers.forEach(getVotes()::add);
    }
  }
}
