package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.primacy.election.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schedule of Figure 8 in the Raft paper, by isolation and restart. */
final class EarlierTermTest {

  @Test
  void theLibraryAppliesTwoDifferentEntriesAtOneIndex() throws Exception {
    try (StockVoters voters = new StockVoters("a", "b", "c")) {
      voters.startAll();
      String first = voters.awaitLeader();
      appendAlone(voters, first, "two");
      voters.kill(first);
      String second = voters.awaitLeader();
      appendAlone(voters, second, "three");
      voters.kill(second);
      String third = other(List.of("a", "b", "c"), first, second);

      voters.start(first);
      TestVoters.await(
          "a majority has applied the entry", () -> voters.applied(third).contains("two"));
      voters.kill(first);
      voters.start(second);

      TestVoters.await(
          "the last has applied another in its place",
          () -> voters.applied(second).contains("three"));
      assertNotEquals(voters.applied(third).get(0), voters.applied(second).get(0));
    }
  }

  @Test
  void allApplyTheSameEntries() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String first = voters.awaitLeader();
      appendAlone(voters, first, "two");
      voters.stop(first);
      String second = voters.awaitLeader();
      appendAlone(voters, second, "three");
      voters.stop(second);
      String third = other(voters.ids(), first, second);

      voters.start(first);
      voters.awaitLeader();
      Optional<StoredRecord> applied = TestVoters.read(voters.voter(third), "x");
      voters.isolate(first);
      voters.stop(first);
      voters.start(second);
      voters.awaitLeader();

      assertEquals(applied, TestVoters.read(voters.voter(second), "x"));
      assertEquals(applied, TestVoters.read(voters.voter(third), "x"));
      voters.start(first);
      voters.awaitLeader();
      assertEquals(applied, TestVoters.read(voters.voter(first), "x"));
    }
  }

  private static void appendAlone(StockVoters voters, String leader, String entry)
      throws Exception {
    TestVoters.isolate(voters.channel(leader));
    long before = voters.raft(leader).lastAppended();
    var unused = voters.set(leader, entry);
    TestVoters.await(
        leader + " has it in its log", () -> voters.raft(leader).lastAppended() > before);
  }

  private static void appendAlone(TestVoters voters, String leader, String value) {
    voters.isolate(leader);
    long before = voters.raft(leader).lastAppended();
    var unused = voters.voter(leader).write(TestVoters.key("x"), 0, TestVoters.bytes(value));
    TestVoters.await(
        leader + " has it in its log", () -> voters.raft(leader).lastAppended() > before);
  }

  private static String other(List<String> all, String... but) {
    List<String> left = new ArrayList<>(all);
    left.removeAll(List.of(but));
    return left.get(0);
  }
}
