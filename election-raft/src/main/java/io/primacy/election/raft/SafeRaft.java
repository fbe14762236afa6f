package io.primacy.election.raft;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.View;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.Leader;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.protocols.raft.Role;
import org.jgroups.protocols.raft.election.LeaderElected;
import org.jgroups.raft.Options;
import org.jgroups.raft.util.CommitTable;
import org.jspecify.annotations.Nullable;

/**
 * The library's Raft without what loses acknowledged writes.
 *
 * <ul>
 *   <li>A leader commits by counting only entries of its own term; earlier ones follow with them.
 *   <li>There are no reads beside the log: the library's commit what no majority has.
 *   <li>A follower says it has an entry only after comparing it with the leader's, in this term.
 *       The library answers with the end of its log, whatever that is, and throws away acknowledged
 *       entries when a snapshot comes.
 *   <li>No entry is accepted from one leader while a vote is given to another.
 *   <li>A voter that was away gets what it lacks under load, too.
 *   <li>A voter whose disk failed takes part in nothing any more.
 * </ul>
 */
final class SafeRaft extends RAFT {

  private static final long CATCH_UP_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Machine machine;
  private final Runnable leaderMayHaveChanged;
  private final Object gate = new Object();
  private final Object views = new Object(); // Held while there is a new one.

  private long requestTerm; // Guarded by gate.
  private long resentAt; // Used by the library's runner only.
  private long caughtUpAt; // Used by the library's runner only.
  private volatile boolean failed;

  /**
   * @param log open, and replayed into the machine
   * @param leaderMayHaveChanged called often, on the library's threads
   */
  SafeRaft(Machine machine, DurableLog log, Runnable leaderMayHaveChanged) {
    setId(RAFT_ID);
    this.machine = machine;
    this.leaderMayHaveChanged = leaderMayHaveChanged;
    this.log_impl = log;
    this.impl = new SafeFollower(this);
    this.dynamic_view_changes = false;
    stateMachineLoaded(true);
    stateMachine(machine);
    logUseFsync(true);
    maxLogCacheSize(0);
  }

  /** Held while an entry is accepted, and while a vote is given. */
  Object gate() {
    return gate;
  }

  /** Ends all taking part, once and for all. */
  void fail() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  /**
   * The term, and who leads in it if this voter knows: at one moment, so that they belong together.
   */
  LeaderElected known() {
    synchronized (raft_state) {
      LeaderElected known = new LeaderElected(leader());
      known.currTerm(currentTerm());
      return known;
    }
  }

  /** Whether this voter is the leader of a term, and the term not over. */
  boolean leadsIn(long term) {
    LeaderElected known = known();
    return getAddress().equals(known.leader()) && known.currTerm() == term;
  }

  boolean hasDuplicates(View in) {
    return duplicatesInView(in);
  }

  /*
   * Views are passed on by the threads that got them, as soon as they can. One that is held up, by a
   * connection to a peer that hangs for instance, comes after the next.
   */
  static boolean isOld(View next, @Nullable View now) {
    return now != null && next.getViewId().compareToIDs(now.getViewId()) < 0;
  }

  /* Whoever is not in it gets nothing from its leader. */
  @Override
  public void handleView(View next) {
    synchronized (views) {
      if (!isOld(next, view)) {
        super.handleView(next);
      }
    }
  }

  @Override
  public CompletableFuture<byte[]> getAsync(
      byte[] buffer, int offset, int length, Options options) {
    throw new UnsupportedOperationException("Reads beside the log are not safe");
  }

  @Override
  public CompletableFuture<byte[]> setAsync(
      byte[] buffer, int offset, int length, boolean internal, Options options) {
    if (internal || failed) {
      throw new IllegalStateException(failed ? "The log has failed" : "Members do not change");
    }
    return super.setAsync(buffer, offset, length, false, options);
  }

  @Override
  protected RAFT commitLogTo(long index, boolean serializeResponse) {
    boolean byCounting = impl() instanceof Leader;
    if (failed || (byCounting && termAt(Math.min(index, last_appended)) != currentTerm())) {
      return this;
    }
    long before = commit_index;
    super.commitLogTo(index, serializeResponse);
    if (byCounting && commit_index > before) {
      tellCommitted();
    }
    return this;
  }

  /*
   * Once for each commit. The library's send_commits_immediately answers each answer with another
   * message, and fills its own queue.
   */
  private void tellCommitted() {
    if (commit_table == null) {
      return;
    }
    long term = currentTerm();
    for (Address follower : commit_table.keys()) {
      AppendEntriesRequest request =
          new AppendEntriesRequest(getAddress(), term, 0, 0, term, commit_index);
      down_prot.down(new ObjectMessage(follower, null).putHeader(id, request));
    }
  }

  @Override
  protected void applyCommit(long index, boolean serializeResponse) throws Exception {
    machine.nextIs(index);
    super.applyCommit(index, serializeResponse);
  }

  /* Called with the library's state locked. */
  @Override
  protected RAFT changeRole(Role role) {
    if (role != Role.Follower) {
      super.changeRole(role);
    } else if (!(impl instanceof SafeFollower)) {
      impl.destroy();
      impl = new SafeFollower(this);
      notifyRoleChangeListeners(role);
    }
    leaderMayHaveChanged.run();
    return this;
  }

  /*
   * The library writes the commands of a batch when it has handled all messages in it. After entries
   * of the next leader they would stand in the term of the last one, and hide that they are there
   * from whoever asks for the longest log. So it is asked for them when the messages are done: it
   * looks again who leads.
   */
  @Override
  protected void process(List<Request> requests) {
    if (!failed) {
      super.process(requests.stream().filter(request -> !isCommand(request)).toList());
      super.process(requests.stream().filter(SafeRaft::isCommand).toList());
      resendIfDue();
    }
  }

  private static boolean isCommand(Request request) {
    return request instanceof DownRequest;
  }

  /* Under the gate: in the midst of a vote, that vote would be given in one term and remembered for
  the next. */
  @Override
  public long createNewTerm() {
    synchronized (gate) {
      return super.createNewTerm();
    }
  }

  /* The library sends again only when nothing has come for a while: under load, never. */
  private void resendIfDue() {
    long now = System.nanoTime();
    if (commit_table != null && now - resentAt > TimeUnit.MILLISECONDS.toNanos(resend_interval)) {
      resentAt = now;
      commit_table.forEach(this::sendAppendEntriesMessage);
    }
  }

  /* A follower that lacks entries has said which: it gets them now. The library tries one, later. */
  private void catchUp(Address follower) {
    CommitTable.Entry state = commit_table == null ? null : commit_table.get(follower);
    long now = System.nanoTime();
    if (state != null && state.sendSingleMessage() && now - caughtUpAt > CATCH_UP_EVERY_NANOS) {
      caughtUpAt = now;
      state.sendSingleMessage(false);
      sendAppendEntriesMessage(follower, state);
    }
  }

  @Override
  public void handleUpRequest(Message message, RaftHeader header) {
    if (failed) {
      return;
    }
    synchronized (gate) {
      requestTerm = header.currTerm();
      super.handleUpRequest(message, header);
      if (header instanceof AppendEntriesResponse) {
        catchUp(message.getSrc());
      }
    }
  }

  /** Says to the leader that the log is its own up to there; or it sends the same again. */
  void acknowledge(Address leader, long index) {
    AppendResult all = new AppendResult(AppendResult.Result.OK, index).commitIndex(commit_index);
    RaftHeader answer = new AppendEntriesResponse(currentTerm(), all);
    down_prot.down(new EmptyMessage(leader).putHeader(id, answer));
  }

  /** Of the message that is being handled. To be called with the gate held. */
  long requestTerm() {
    return requestTerm;
  }

  /** The term of an entry of the log, 0 if it is not there. */
  long termAt(long index) {
    LogEntry entry = index == 0 ? null : log_impl.get(index);
    return entry == null ? 0 : entry.term();
  }

  /** Puts entries of the leader's in the place of all from there on. */
  void replaceFrom(long index, LogEntries entries) {
    if (index <= last_appended) {
      deleteAllLogEntriesStartingFrom(index);
    }
    append(index, entries);
    num_successful_append_requests += entries.size();
  }
}
