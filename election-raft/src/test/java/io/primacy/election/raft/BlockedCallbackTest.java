package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jgroups.protocols.raft.RAFT;
import org.junit.jupiter.api.Test;

/** Whoever does not return from a callback holds up nobody else. */
final class BlockedCallbackTest {

  @Test
  void theLibraryAnswersNoQuestionWhileARoleListenerRuns() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (StockVoters voters = new StockVoters("a")) {
      CountDownLatch begun = new CountDownLatch(1);
      RAFT raft = voters.raft(start(voters));
      raft.addRoleListener(
          role -> {
            begun.countDown();
            awaitQuietly(end);
          });
      Thread change = new Thread(() -> raft.setLeaderAndTerm(null));
      change.start();
      assertTrue(begun.await(5, TimeUnit.SECONDS));

      CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(raft::isLeader);

      assertThrows(TimeoutException.class, () -> asked.get(500, TimeUnit.MILLISECONDS));
      end.countDown();
      asked.get(5, TimeUnit.SECONDS);
    } finally {
      end.countDown();
    }
  }

  @Test
  void aVoterGoesOnWhileAHintIsBlocked() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      CountDownLatch begun = new CountDownLatch(1);
      voters
          .voter(leader)
          .watch(
              TestVoters.key("x"),
              version -> {
                begun.countDown();
                awaitQuietly(end);
              });
      String other = voters.ids().stream().filter(id -> !id.equals(leader)).findAny().orElseThrow();
      long version = TestVoters.commit(voters.voter(other), "x", 0, "first");
      assertTrue(begun.await(5, TimeUnit.SECONDS));

      TestVoters.commit(voters.voter(other), "x", version, "second");

      CompletableFuture<Boolean> asked =
          CompletableFuture.supplyAsync(voters.raft(leader)::isLeader);
      assertTrue(asked.get(500, TimeUnit.MILLISECONDS));
    } finally {
      end.countDown();
    }
  }

  private static String start(StockVoters voters) throws Exception {
    voters.start("a");
    return voters.awaitLeader();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
