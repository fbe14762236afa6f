package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.WriteOutcome;
import org.junit.jupiter.api.Test;

/** What voters keep, on three of them in this process. */
final class RecordsTest {

  @Test
  void aWriteTakesEffectOnlyAtItsVersionOnEachVoter() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      long first = TestVoters.commit(voters.voter("n1"), "x", 0, "first");
      WriteOutcome refused = TestVoters.write(voters.voter("n2"), "x", 0, "late");
      assertInstanceOf(WriteOutcome.Conflict.class, refused);
      long second = TestVoters.commit(voters.voter("w"), "x", first, "second");

      assertTrue(second > first);
      assertEquals(second, TestVoters.read(voters.voter("n2"), "x").orElseThrow().version());
    }
  }

  @Test
  void theLossOfTheLeaderOfTheVotersIsAbsorbed() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      String lost = voters.awaitLeader();
      String left = lost.equals("n1") ? "n2" : "n1";
      long first = TestVoters.commit(voters.voter(left), "x", 0, "first");
      voters.stop(lost);
      voters.awaitLeader();
      long second = TestVoters.commitAtLast(voters.voter(left), "x", first, "second");

      voters.start(lost);
      TestVoters.await(
          "the lost one takes part",
          () -> TestVoters.read(voters.voter(lost), "x").orElseThrow().version() == second);
    }
  }
}
