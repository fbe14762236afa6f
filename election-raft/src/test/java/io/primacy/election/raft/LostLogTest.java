package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A voter that comes back without its log: it forgot what it acknowledged, and for whom it voted.
 */
final class LostLogTest {

  @Test
  void itHelpsNobodyToLeadWhoLacksWhatItAcknowledged() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      voters.stop("w");
      long acknowledged = TestVoters.commit(voters.voter("n1"), "x", 0, "by n1 and n2");
      voters.stop("n1");
      voters.stop("n2");
      TestVoters.delete(voters.directory("n2"));

      voters.start("n2");
      voters.start("w");

      // Shows that nothing happens: a leader of these two would have forgotten the record.
      Thread.sleep(TestVoters.LEASE.multipliedBy(2).toMillis());
      assertFalse(TestVoters.isOpen(voters.voter("n2")));
      assertFalse(TestVoters.isOpen(voters.voter("w")));
      String found = voters.voter("n2").store().found();
      assertTrue(found.contains("its log is new"), found);

      voters.start("n1");
      voters.awaitLeader();
      assertEquals(
          acknowledged,
          TestVoters.read(voters.voter("w"), "x").map(StoredRecord::version).orElseThrow());
    }
  }

  @Test
  void itCountsAgainOnceItHasAllThereIs() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      long first = TestVoters.commit(voters.voter("n1"), "x", 0, "first");
      voters.stop("w");
      TestVoters.delete(voters.directory("w"));
      voters.start("w");
      voters.awaitLeader();
      assertTrue(Admission.in(voters.directory("w").resolve("log")).isAdmitted());

      voters.stop("n1");

      TestVoters.await(
          "the two others go on",
          () ->
              TestVoters.write(voters.voter("n2"), "x", first, "second")
                  instanceof WriteOutcome.Committed);
    }
  }

  @Test
  void closingEndsAVoteThatCanNotSucceed() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      voters.ids().forEach(voters::stop);
      TestVoters.delete(voters.directory("n2"));
      voters.start("n2");
      voters.start("w");
      TestVoters.await("the two vote", () -> votingThreads() > 0);
    }

    TestVoters.await("nobody votes any more", () -> votingThreads() == 0);
  }

  private static long votingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("voting-thread"))
        .count();
  }

  @Test
  void aLogThatIsMissingWhereItWasIsRefused() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      voters.stop("w");
      Path log = voters.directory("w").resolve("log");
      Files.delete(log.resolve("entries.raft"));
      Files.delete(log.resolve("metadata.raft"));

      BackendException refused = assertThrows(BackendException.class, () -> voters.start("w"));

      assertTrue(refused.getMessage().contains("is missing or too short"), refused.getMessage());
    }
  }
}
