package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.partition.impl.RaftServerCommunicator;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.PollRequest;
import io.atomix.protocols.raft.protocol.VoteRequest;
import io.atomix.protocols.raft.storage.log.entry.InitializeEntry;
import io.atomix.protocols.raft.storage.log.entry.KeepAliveEntry;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import io.atomix.utils.serializer.Serializer;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A voter whose peers are gone, and messages as they might come from those. Without {@link
 * SafeMessages} it commits and votes here.
 */
final class SafeMessagesTest {

  private static final MemberId N1 = MemberId.from("n1");
  private static final MemberId N2 = MemberId.from("n2");
  private static final MemberId W = MemberId.from("w");

  private final EventLoop loop = Environment.system().newLoop("safe-messages");
  private TestVoters voters;
  private Network network;
  private RaftServerCommunicator peers;
  private RaftContext voter;

  @BeforeEach
  void start() throws IOException {
    voters = TestVoters.started("n1", "n2", "w");
    voters.awaitLeader();
    TestVoters.commitAtLast(voters.voter("n1"), "x", 0, "first");
    voters.stop("n2");
    voters.stop("w");
    voter = voters.raft("n1");
    TestVoters.await("n1 is alone", () -> voter.getLeader() == null);
    network =
        Network.open(
            "primacy",
            Roster.ofClient(
                "peers",
                new Peer("client", "127.0.0.1", FreePorts.one()),
                List.of(new Peer("n1", "127.0.0.1", voters.port("n1")))),
            "127.0.0.1",
            Tls.messaging(TestVoters.checked(voters.settings("n1"))),
            Duration.ofSeconds(5),
            loop);
    peers =
        new RaftServerCommunicator(
            Voter.GROUP, Serializer.using(RaftNamespaces.RAFT_PROTOCOL), network.courier());
  }

  @AfterEach
  void close() {
    network.close();
    voters.close();
    loop.close();
  }

  @Test
  void whatWasNeverComparedIsNotCommitted() {
    long committed = voter.getCommitIndex();
    var last = voter.getLogWriter().getLastEntry();
    long term = voter.getTerm() + 10;
    AppendResponse appended =
        append(N2, term, last.index(), last.entry().term(), List.of(entry(term)), committed);
    assertTrue(appended.succeeded(), appended::toString);

    append(W, term + 1, last.index() + 1, 0, List.of(), last.index() + 1);

    assertEquals(committed, voter.getCommitIndex());
  }

  @Test
  void theLogIsNotReplacedWithoutASnapshot() {
    var last = voter.getLogWriter().getLastEntry();
    long term = voter.getTerm() + 10;

    AppendResponse appended =
        append(N2, term, last.index() + 5, 0, List.of(entry(term)), last.index());

    assertFalse(appended.succeeded(), appended::toString);
    assertEquals(last.index(), voter.getLogWriter().getLastIndex());
  }

  @Test
  void nobodyElseIsVotedForWhenTheLeaderOfATermIsGone() {
    long term = voter.getTerm() + 10;
    assertTrue(vote(N2, term));
    var last = voter.getLogWriter().getLastEntry();
    append(N2, term, last.index(), last.entry().term(), List.of(), voter.getCommitIndex());
    TestVoters.await("n1 gave n2 up", () -> voter.getLeader() == null);

    assertFalse(vote(W, term));
    assertTrue(vote(W, term + 1));
  }

  @Test
  void whoeverAskedForAVoteIsNotOvertaken() {
    Turns turns = voters.voter("n1").voter().watch().turns();
    TestVoters.await("a turn", () -> turns.take(System.nanoTime(), Duration.ZERO));
    voter.setElectionTimeout(Duration.ofHours(1));

    assertTrue(poll(N2));

    assertFalse(turns.take(System.nanoTime(), Duration.ZERO));
  }

  /* The first is committed when the last is there already, and only the last is replaced. */
  @Test
  void anEntryThatWasReplacedIsNotApplied() {
    var last = voter.getLogWriter().getLastEntry();
    long first = last.index() + 1;
    long term = voter.getTerm() + 10;
    List<RaftLogEntry> three = List.of(entry(term), entry(term), entry(term));
    append(N2, term, last.index(), last.entry().term(), three, voter.getCommitIndex());
    append(N2, term, first + 2, term, List.of(), first);
    TestVoters.await("the first is applied", () -> voter.getLastApplied() == first);

    long next = term + 1;
    append(W, next, first + 1, term, List.of(longer(next), entry(next)), first + 3);

    TestVoters.await("all are applied", () -> voter.getLastApplied() == first + 3);
  }

  private boolean poll(MemberId candidate) {
    return peers
        .poll(
            N1,
            PollRequest.builder()
                .withTerm(voter.getTerm() + 1)
                .withCandidate(candidate)
                .withLastLogIndex(1_000_000)
                .withLastLogTerm(1_000_000)
                .build())
        .join()
        .accepted();
  }

  private boolean vote(MemberId candidate, long term) {
    return peers
        .vote(
            N1,
            VoteRequest.builder()
                .withTerm(term)
                .withCandidate(candidate)
                .withLastLogIndex(1_000_000)
                .withLastLogTerm(1_000_000)
                .build())
        .join()
        .voted();
  }

  private AppendResponse append(
      MemberId leader,
      long term,
      long previous,
      long previousTerm,
      List<RaftLogEntry> entries,
      long commit) {
    return peers
        .append(
            N1,
            AppendRequest.builder()
                .withTerm(term)
                .withLeader(leader)
                .withPrevLogIndex(previous)
                .withPrevLogTerm(previousTerm)
                .withEntries(new ArrayList<>(entries))
                .withCommitIndex(commit)
                .build())
        .join();
  }

  private static RaftLogEntry longer(long term) {
    long[] none = {1, 2, 3};
    return new KeepAliveEntry(term, System.currentTimeMillis(), none, none, none);
  }

  private static RaftLogEntry entry(long term) {
    return new InitializeEntry(term, System.currentTimeMillis());
  }
}
