package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.roles.FollowerRole;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import io.atomix.storage.journal.Indexed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is left of a vote that was begun early and elected nobody. */
final class EarlyElectionTest {

  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void theSilenceThatWasWaitedForBeforeDoesNotEndTheNextLeader() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      voters.stop("n2");
      voters.stop("w");
      RaftContext alone = voters.raft("n1");
      TestVoters.await("n1 follows nobody", () -> isFollower(alone) && alone.getLeader() == null);
      Duration longestSilence = alone.getElectionTimeout().multipliedBy(2);
      MemberId next = MemberId.from("n2");

      CompletableFuture.runAsync(
              () -> {
                follow(alone, next); // Which is silent from now on.
                alone.setElectionTimeout(NEVER);
                EarlyElection.begin(alone, (FollowerRole) alone.getRaftRole());
                alone.setLeader(next);
              },
              alone.getThreadContext())
          .join();

      TimeUnit.MILLISECONDS.sleep(2 * longestSilence.toMillis());
      assertEquals(next, alone.getLeader().memberId());
    }
  }

  private static void follow(RaftContext voter, MemberId leader) {
    Indexed<RaftLogEntry> last = voter.getLogWriter().getLastEntry();
    var unused =
        voter
            .getRaftRole()
            .onAppend(
                AppendRequest.builder()
                    .withTerm(voter.getTerm() + 1)
                    .withLeader(leader)
                    .withPrevLogIndex(last.index())
                    .withPrevLogTerm(last.entry().term())
                    .withEntries(List.of())
                    .withCommitIndex(0)
                    .build());
  }

  private static boolean isFollower(RaftContext voter) {
    return voter.getRaftRole() instanceof FollowerRole;
  }
}
