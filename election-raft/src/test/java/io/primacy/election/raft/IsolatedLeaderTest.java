package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jgroups.protocols.raft.RAFT;
import org.junit.jupiter.api.Test;

/** A leader that hears nobody must acknowledge nothing. */
final class IsolatedLeaderTest {

  @Test
  void theLibraryAcknowledgesAWriteNobodyElseHasBecauseOfARead() throws Exception {
    try (StockVoters voters = new StockVoters("a", "b", "c")) {
      voters.startAll();
      String leader = voters.awaitLeader();
      RAFT raft = voters.raft(leader);
      voters.keepFromSuspecting(); // As long as that, on a slow machine too.
      TestVoters.isolate(voters.channel(leader));

      CompletableFuture<byte[]> write = voters.set(leader, "lost");
      TestVoters.await("it is in the leader's log", () -> raft.lastAppended() == 1);
      assertFalse(write.isDone());
      raft.getAsync(new byte[] {1}, 0, 1).get(5, TimeUnit.SECONDS);

      write.get(5, TimeUnit.SECONDS);
      assertEquals(1, raft.commitIndex());
    }
  }

  @Test
  void aWriteIsUnknownAndReadsEndWhenTheIsolationIsNoticed() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      long version = TestVoters.commit(voters.voter(leader), "x", 0, "first");
      voters.isolate(leader);

      WriteOutcome outcome = TestVoters.write(voters.voter(leader), "x", version, "lost");

      assertInstanceOf(WriteOutcome.Unknown.class, outcome);
      CompletionException refused =
          assertThrows(CompletionException.class, () -> TestVoters.read(voters.voter(leader), "x"));
      assertInstanceOf(BackendException.class, refused.getCause());
      assertTrue(
          refused.getCause().getMessage().contains("no leader"), refused.getCause()::getMessage);
    }
  }

  @Test
  void whatTheOthersCommittedMeanwhileStays() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String old = voters.awaitLeader();
      long version = TestVoters.commit(voters.voter(old), "x", 0, "first");
      voters.isolate(old);
      var lost = voters.voter(old).write(TestVoters.key("x"), version, TestVoters.bytes("lost"));
      String other = voters.ids().stream().filter(id -> !id.equals(old)).findFirst().orElseThrow();
      TestVoters.await(
          "the others go on",
          () ->
              TestVoters.write(voters.voter(other), "x", version, "second")
                  instanceof WriteOutcome.Committed);

      assertInstanceOf(WriteOutcome.Unknown.class, lost.toCompletableFuture().join());
      voters.heal(old);

      TestVoters.await(
          "all are back",
          () -> voters.ids().stream().allMatch(id -> TestVoters.isOpen(voters.voter(id))));
      StoredRecord found = TestVoters.read(voters.voter(old), "x").orElseThrow();
      assertEquals(new StoredRecord(found.version(), TestVoters.bytes("second")), found);
    }
  }

  @Test
  void readsBesideTheLogAreRefused() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      SafeRaft raft = voters.raft(voters.awaitLeader());

      assertThrows(UnsupportedOperationException.class, () -> raft.getAsync(new byte[] {1}, 0, 1));
    }
  }
}
