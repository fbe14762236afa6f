package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jgroups.raft.util.Utils;
import org.junit.jupiter.api.Test;

/** A voter that starts again before the others noticed that it was gone. */
final class FastRestartTest {

  @Test
  void theLibraryGivesUp() throws Exception {
    try (StockVoters voters = new StockVoters("a", "b", "c")) {
      voters.startAll();
      voters.awaitLeader();
      // Not the first of the view: it is the one that refuses, whoever leads.
      String other = voters.lastOfView();
      voters.keepFromSuspecting();
      voters.kill(other);

      Exception refused = assertThrows(Exception.class, () -> voters.start(other));

      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      assertInstanceOf(SecurityException.class, cause);
    }
  }

  @Test
  void theVoterIsBackAsSoonAsTheOthersLetItIn() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      String other = voters.ids().stream().filter(id -> !id.equals(leader)).findAny().orElseThrow();
      long version = TestVoters.commit(voters.voter(other), "x", 0, "first");
      voters.isolate(other);
      voters.stop(other);

      voters.start(other);

      TestVoters.await("it takes part", () -> TestVoters.isOpen(voters.voter(other)));
      List<String> ids =
          voters.channel(leader).getView().getMembers().stream()
              .map(Utils::extractRaftId)
              .sorted()
              .toList();
      assertEquals(voters.ids(), ids);
      assertTrue(TestVoters.read(voters.voter(other), "x").orElseThrow().version() >= version);
    }
  }
}
