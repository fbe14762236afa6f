package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.primacy.election.spi.WriteOutcome;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.protocols.raft.election.LeaderElected;
import org.junit.jupiter.api.Test;

/**
 * A voter whose term rose in a vote that came to nothing: it was cut off with a minority, or was
 * the last to notice that it was not.
 */
final class TermsTest {

  @Test
  void aVoterAheadOfTheOthersTakesPartAgain() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      for (String ahead : voters.ids()) {
        if (!ahead.equals(leader)) {
          raiseTerm(voters, ahead);
          awaitWrites(voters);
        }
      }
    }
  }

  @Test
  void theLeaderItselfMayBeAheadOfThoseWhoTakeItForTheirs() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String last = letLastLead(voters);

      raiseTerm(voters, last);

      awaitWrites(voters);
    }
  }

  /* Whoever says so may have read the one before the term rose, and the other after. */
  @Test
  void nobodyIsSaidToLeadInATermInWhichNobodyChoseIt() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      Address address = voters.channel(leader).getAddress();
      long term = voters.raft(leader).currentTerm();
      SafeElection election = election(voters, leader);
      Sent sent = Sent.by(voters.channel(leader));

      election.sendLeaderElectedMessage(address, term + 1);
      election.sendLeaderElectedMessage(address, term);

      assertEquals(Set.of(term), terms(sent, LeaderElected.class));
    }
  }

  @Test
  void whoLeadsNoLongerDoesNotSpeakAsALeaderOfTheNextTerm() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      Address address = voters.channel(leader).getAddress();
      SafeRaft raft = voters.raft(leader);
      long term = raft.currentTerm();
      SafeElection election = election(voters, leader);
      Sent sent = Sent.by(voters.channel(leader));
      Message message =
          new ObjectMessage(null, null)
              .putHeader(
                  raft.getId(), new AppendEntriesRequest(address, term + 1, 0, 0, term + 1, 0));

      raft.currentTerm(term + 1);
      election.down(message);

      Set<Long> terms = terms(sent, AppendEntriesRequest.class);
      assertFalse(terms.contains(term + 1), "the library adds the term last");
    }
  }

  @Test
  void noTermBeginsWhileAVoteIsGiven() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      SafeRaft raft = voters.raft(voters.awaitLeader());
      Thread voting = new Thread(raft::createNewTerm);

      synchronized (raft.gate()) {
        long term = raft.currentTerm();
        voting.start();
        // Shows that it does not begin.
        voting.join(200);
        assertEquals(term, raft.currentTerm());
      }
      voting.join();
    }
  }

  private static Set<Long> terms(Sent sent, Class<? extends RaftHeader> type) {
    return sent.headers(type).stream().map(RaftHeader::currTerm).collect(Collectors.toSet());
  }

  private static SafeElection election(TestVoters voters, String id) {
    return voters.channel(id).getProtocolStack().findProtocol(SafeElection.class);
  }

  /* The first of the view lets vote, and would know if it led itself. */
  private static String letLastLead(TestVoters voters) {
    long term = voters.raft(voters.awaitLeader()).currentTerm() + 1;
    TestVoters.await("all have the same", () -> lastAppended(voters).distinct().count() == 1);
    Address last = voters.channel("a").getView().getMembers().get(2);
    voters.ids().forEach(id -> voters.raft(id).setLeaderAndTerm(last, term));
    String leader = voters.awaitLeader();
    assertEquals(last, voters.channel(leader).getAddress());
    return leader;
  }

  private static LongStream lastAppended(TestVoters voters) {
    return voters.ids().stream().mapToLong(id -> voters.raft(id).lastAppended());
  }

  private static void raiseTerm(TestVoters voters, String id) {
    for (int i = 0; i < 3; i++) {
      voters.raft(id).createNewTerm();
    }
    assertFalse(voters.raft(id).isLeader());
  }

  private static void awaitWrites(TestVoters voters) {
    for (String id : voters.ids()) {
      TestVoters.await(
          "a write through " + id,
          () ->
              !(TestVoters.write(voters.voter(id), "x", 0, "by " + id)
                  instanceof WriteOutcome.Unknown));
    }
  }
}
