package io.primacy.election.raft;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.Follower;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;

/** A follower as the paper has it. All is called with the gate held. */
final class SafeFollower extends Follower {

  private final SafeRaft safe;

  /** The entry up to which the log is the leader's of that term. */
  private long comparedTo;

  private long comparedInTerm = -1;

  SafeFollower(SafeRaft raft) {
    super(raft);
    this.safe = raft;
  }

  @Override
  public AppendResult handleAppendEntriesRequest(
      LogEntries entries,
      Address leader,
      long previous,
      long previousTerm,
      long entryTerm,
      long leaderCommit) {
    follow(leader);
    boolean fits = true;
    if (entries != null && entries.size() > 0) {
      fits = compareAndAppend(previous, previousTerm, List.of(entries.toArray()));
    }
    safe.commitLogTo(Math.min(leaderCommit, comparedTo), false);
    // An entry that is not found makes the leader go on with the one after the last compared.
    return new AppendResult(
        fits ? AppendResult.Result.OK : AppendResult.Result.FAIL_ENTRY_NOT_FOUND, comparedTo);
  }

  @Override
  public void handleInstallSnapshotRequest(Message message, Address leader, long end, long term) {
    follow(leader);
    boolean known =
        end <= safe.commitIndex() || (end <= safe.lastAppended() && safe.termAt(end) == term);
    if (known) {
      // What follows may have been acknowledged: it must not be thrown away.
      comparedTo = Math.max(comparedTo, end);
      safe.commitLogTo(end, false);
      safe.acknowledge(leader, comparedTo);
    } else {
      super.handleInstallSnapshotRequest(message, leader, end, term);
      comparedTo = Math.max(comparedTo, safe.commitIndex());
    }
  }

  /* What is committed is the same everywhere. */
  private void follow(Address leader) {
    safe.leader(leader);
    if (comparedInTerm != safe.requestTerm()) {
      comparedInTerm = safe.requestTerm();
      comparedTo = safe.commitIndex();
    }
  }

  private boolean compareAndAppend(long previous, long previousTerm, List<LogEntry> entries) {
    boolean hasPrevious =
        previous <= comparedTo
            || (previous <= safe.lastAppended() && safe.termAt(previous) == previousTerm);
    if (!hasPrevious) {
      return false;
    }
    int same = 0;
    while (same < entries.size() && isSame(previous + 1 + same, entries.get(same))) {
      same++;
    }
    if (same < entries.size()) {
      long from = previous + 1 + same;
      LogEntries rest = new LogEntries();
      entries.subList(same, entries.size()).forEach(rest::add);
      safe.replaceFrom(from, rest);
    }
    comparedTo = Math.max(comparedTo, previous + entries.size());
    return true;
  }

  private boolean isSame(long index, LogEntry entry) {
    return index <= comparedTo
        || (index <= safe.lastAppended() && safe.termAt(index) == entry.term());
  }
}
