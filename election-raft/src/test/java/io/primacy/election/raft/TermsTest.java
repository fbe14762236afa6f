package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.primacy.election.spi.WriteOutcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.protocols.raft.election.LeaderElected;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
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
      ProtocolStack stack = voters.channel(leader).getProtocolStack();
      SafeElection election = stack.findProtocol(SafeElection.class);
      Told told = new Told(election.getId());
      stack.insertProtocol(told, ProtocolStack.Position.BELOW, SafeElection.class);

      election.sendLeaderElectedMessage(address, term + 1);
      election.sendLeaderElectedMessage(address, term);

      assertEquals(Set.of(term), told.terms);
    }
  }

  /** In which terms somebody was said to lead. */
  private static final class Told extends Protocol {

    private final short election;
    private final Set<Long> terms = ConcurrentHashMap.newKeySet();

    Told(short election) {
      this.election = election;
    }

    @Override
    public Object down(Message message) {
      if (message.getHeader(election) instanceof LeaderElected said) {
        terms.add(said.currTerm());
      }
      return super.down(message);
    }
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
