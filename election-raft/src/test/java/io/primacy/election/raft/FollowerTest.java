package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.tck.wire.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.protocols.raft.election.BaseElection;
import org.jgroups.protocols.raft.election.VoteResponse;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.ExtendedUUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a follower may say that it has. One voter of three, alone, with three entries of term 1. */
final class FollowerTest {

  @TempDir Path directory;

  @Test
  void theLibraryClaimsEntriesItHasNotCompared() throws Exception {
    try (JChannel channel = stock()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);

      assertEquals(3, raft.impl().handleAppendEntriesRequest(null, null, 0, 0, 2, 0).index());
    }
  }

  @Test
  void onlyWhatWasComparedInThisTermIsClaimed() throws Exception {
    try (JChannel channel = safe()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);

      assertEquals(0, raft.impl().handleAppendEntriesRequest(null, null, 0, 0, 2, 0).index());
      assertEquals(
          2, raft.impl().handleAppendEntriesRequest(entries(1, 2), null, 0, 0, 1, 0).index());
      assertEquals(3, raft.lastAppended());
    }
  }

  @Test
  void theLibraryKeepsAnEntryThatConflictsBehindOneThatDoesNot() throws Exception {
    try (JChannel channel = stock()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);

      long claimed =
          raft.impl()
              .handleAppendEntriesRequest(entries(1, 1).add(entry(2)), null, 0, 0, 1, 0)
              .index();

      assertEquals(3, claimed);
      assertEquals(1, raft.log().get(2).term(), "the leader's has term 2");
    }
  }

  @Test
  void anEntryThatConflictsIsReplacedWhereverItStands() throws Exception {
    try (JChannel channel = safe()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);

      long claimed =
          raft.impl()
              .handleAppendEntriesRequest(entries(1, 1).add(entry(2)), null, 0, 0, 1, 0)
              .index();

      assertEquals(2, claimed);
      assertEquals(2, raft.log().get(2).term());
      assertEquals(2, raft.lastAppended());
    }
  }

  @Test
  void theLibraryThrowsAcknowledgedEntriesAwayForASnapshotOfWhatItHas() throws Exception {
    try (JChannel channel = stock()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);

      raft.impl().handleInstallSnapshotRequest(snapshot(), channel.getAddress(), 1, 1);

      assertEquals(1, raft.lastAppended());
    }
  }

  @Test
  void aSnapshotOfWhatIsThereTakesNothingAway() throws Exception {
    try (JChannel channel = safe()) {
      RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);
      Sent sent = Sent.by(channel);

      raft.impl().handleInstallSnapshotRequest(snapshot(), channel.getAddress(), 1, 1);

      assertEquals(3, raft.lastAppended());
      assertEquals(1, raft.commitIndex());
      // Or the leader takes and sends one after the other.
      assertEquals(1, sent.headers(AppendEntriesResponse.class).size());
    }
  }

  @Test
  void theLibraryForgetsATermItHasVotedIn() throws Exception {
    FileBasedLog log = new FileBasedLog();
    assertEquals(1, termAfterAnOldEntryIsSentAgain(log));
    log.close();
  }

  @Test
  void aTermIsNotForgotten() throws Exception {
    DurableLog log = DurableLog.open(directory.resolve("a.log"));
    assertEquals(5, termAfterAnOldEntryIsSentAgain(log));
    log.closeFiles();
  }

  private long termAfterAnOldEntryIsSentAgain(Log log) throws Exception {
    if (!(log instanceof DurableLog)) {
      log.init(directory.resolve("a.log").toString(), Map.of());
    }
    log.currentTerm(5);
    log.append(1, entries(1, 1));
    return log.currentTerm();
  }

  private JChannel stock() throws Exception {
    RAFT raft = new RAFT();
    raft.logDir(directory.toString());
    raft.stateMachine(new StockVoters.Journal());
    FileBasedLog log = new FileBasedLog();
    log.init(directory.resolve("a.log").toString(), Map.of());
    log.append(1, entries(1, 3));
    log.close();
    return alone(raft, new ELECTION2());
  }

  @Test
  void theLibraryCountsAVoteOfAnEarlierRound() throws Exception {
    try (JChannel channel = stock()) {
      assertEquals(1, votesCountedOfTerm(1, channel));
    }
  }

  @Test
  void aVoteOfAnEarlierRoundIsNotCounted() throws Exception {
    try (JChannel channel = safe()) {
      assertEquals(0, votesCountedOfTerm(1, channel));
    }
    try (JChannel channel = safe()) {
      assertEquals(1, votesCountedOfTerm(2, channel));
    }
  }

  /* How many a voter counts in term 2 when one more comes. */
  private static int votesCountedOfTerm(long term, JChannel channel) {
    RAFT raft = channel.getProtocolStack().findProtocol(RAFT.class);
    BaseElection election = channel.getProtocolStack().findProtocol(BaseElection.class);
    raft.currentTerm(2);
    Address voter = channel.getAddress();
    election.getVotes().reset(voter);
    RaftHeader vote = new VoteResponse(term, 1, 3);
    election.up(new EmptyMessage(voter).src(voter).putHeader(election.getId(), vote));
    return election.getVotes().numberOfValidResponses();
  }

  /* The next leader's entry comes in one batch with a command that came while this voter led. */
  @Test
  void noCommandIsWrittenBehindEntriesOfTheNextLeader() throws Exception {
    try (JChannel channel = safe()) {
      SafeRaft raft = channel.getProtocolStack().findProtocol(SafeRaft.class);
      raft.setLeaderAndTerm(channel.getAddress(), 2);
      byte[] command = Command.barrier(new RequestId(1, 1)).encode();

      synchronized (raft.gate()) {
        raft.up(nothingOf(raft, channel.getAddress()));
        TestVoters.await("the library handles a message", FollowerTest::aRunnerWaits);
        var unused = raft.setAsync(command, 0, command.length);
        raft.up(entryOfTheNextLeader(raft));
      }

      TestVoters.await("it follows", () -> raft.currentTerm() == 3 && raft.lastAppended() > 3);
      // Shows that nothing is written behind it.
      Thread.sleep(200);
      assertEquals(4, raft.lastAppended());
      assertEquals(3, raft.log().get(4).term());
    }
  }

  private static boolean aRunnerWaits() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread ->
                thread.getName().startsWith("runner") && thread.getState() == Thread.State.BLOCKED);
  }

  private static Message nothingOf(RAFT raft, Address self) {
    RaftHeader header = new AppendEntriesRequest(self, 1, 0, 0, 1, 0);
    return new ObjectMessage(null, null).src(self).putHeader(raft.getId(), header);
  }

  private static Message entryOfTheNextLeader(RAFT raft) {
    Address next = ExtendedUUID.randomUUID("next");
    RaftHeader header = new AppendEntriesRequest(next, 3, 3, 1, 3, 0);
    return new ObjectMessage(null, entries(3, 1)).src(next).putHeader(raft.getId(), header);
  }

  private JChannel safe() throws Exception {
    DurableLog log = DurableLog.open(directory.resolve("a.log"));
    log.append(1, entries(1, 3));
    Machine machine = new Machine(new Records(), new Silent());
    SafeRaft raft = new SafeRaft(machine, log, () -> {});
    return alone(raft, new SafeElection(raft, Admission.in(directory), Duration.ofSeconds(1)));
  }

  private static JChannel alone(RAFT raft, BaseElection election) throws Exception {
    List<Integer> ports = FreePorts.inRows(3, TestVoters.PORTS_EACH);
    List<Peer> peers =
        List.of(
            new Peer("a", "127.0.0.1", ports.get(0)),
            new Peer("b", "127.0.0.1", ports.get(1)),
            new Peer("c", "127.0.0.1", ports.get(2)));
    JChannel channel =
        new JChannel(StockVoters.stack(peers.get(0), peers).protocols(raft, election));
    channel.connect("alone");
    return channel;
  }

  private static LogEntries entries(long term, int count) {
    LogEntries entries = new LogEntries();
    for (int i = 0; i < count; i++) {
      entries.add(entry(term));
    }
    return entries;
  }

  private static LogEntry entry(long term) {
    return new LogEntry(term, Command.barrier(new RequestId(1, term)).encode());
  }

  private static Message snapshot() throws Exception {
    ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(64, true);
    out.writeInt(0); // The library's own part: no members.
    new Records().writeTo(out);
    return new BytesMessage(null, out.buffer(), 0, out.position());
  }

  static final class Silent implements Machine.Listener {
    @Override
    public void applied(Applied applied) {}

    @Override
    public void replaced() {}
  }
}
