package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Voters as processes that are killed and frozen. */
final class ProcessesTest {

  @Test
  void workGoesOnWhenTheLeaderIsKilledAndItComesBackWithAllThereIs() throws Exception {
    try (ProcessVoters voters = new ProcessVoters();
        ElectionBackend client = voters.client()) {
      String killed = voters.awaitLeader();
      long first = commit(client, 0, "first");
      voters.kill(killed);

      long second = commit(client, first, "second");
      voters.start(killed);

      voters.awaitServing(killed);
      try (ElectionBackend own = voters.client(killed)) {
        awaitVersion(own, second);
        assertTrue(commit(own, second, "third") > second);
      }
    }
  }

  /* A killed process is noticed, and believed to be dead, without waiting for its silence: that alone
  would take the bound, a quarter of the failure timeout. */
  @Test
  void workGoesOnBeforeTheSilenceOfAKilledLeaderSaysAnything() throws Exception {
    Duration lease = Duration.ofSeconds(40);
    Duration toBelieveIt = Duration.ofMillis(2_500);
    try (ProcessVoters voters = new ProcessVoters(lease)) {
      String killed = voters.awaitLeader();
      String other =
          voters.ids().stream().filter(id -> !id.equals(killed)).findFirst().orElseThrow();
      try (ElectionBackend client = voters.client(other)) {
        long first = commit(client, 0, "first");
        long start = System.nanoTime();
        voters.kill(killed);

        commit(client, first, "second");

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(toBelieveIt) < 0, took::toString);
      }
    }
  }

  @Test
  void workGoesOnWhileTheLeaderIsFrozenAndItCatchesUpAfterwards() throws Exception {
    try (ProcessVoters voters = new ProcessVoters();
        ElectionBackend client = voters.client()) {
      String frozen = voters.awaitLeader();
      long first = commit(client, 0, "first");
      voters.signal(frozen, "STOP");

      long second = commit(client, first, "second");
      voters.signal(frozen, "CONT");

      try (ElectionBackend own = voters.client(frozen)) {
        awaitVersion(own, second);
        assertTrue(commit(own, second, "third") > second);
      }
    }
  }

  @Test
  void withoutAMajorityNothingIsKnownAndNothingBlocksAndAllComesBack() throws Exception {
    try (ProcessVoters voters = new ProcessVoters();
        ElectionBackend client = voters.client()) {
      String leader = voters.awaitLeader();
      long first = commit(client, 0, "first");
      List<String> others = voters.ids().stream().filter(id -> !id.equals(leader)).toList();
      others.forEach(voters::kill);

      assertInstanceOf(WriteOutcome.Unknown.class, TestVoters.write(client, "x", first, "unknown"));
      TestVoters.await("reads end", () -> fails(client));
      voters.kill(leader);
      voters.ids().forEach(voters::start);

      TestVoters.await("the record", () -> version(client) >= first);
      assertTrue(commit(client, version(client), "second") > first);
    }
  }

  private static boolean fails(ElectionBackend client) {
    try {
      TestVoters.read(client, "x");
      return false;
    } catch (CompletionException e) {
      return true;
    }
  }

  private static void awaitVersion(ElectionBackend client, long version) {
    TestVoters.await("version " + version, () -> version(client) >= version);
  }

  private static long version(ElectionBackend client) {
    try {
      return TestVoters.read(client, "x").map(StoredRecord::version).orElse(0L);
    } catch (CompletionException e) {
      return 0;
    }
  }

  /* Tries until the outcome is known. */
  private static long commit(ElectionBackend client, long expected, String value) {
    long[] version = new long[1];
    TestVoters.await(
        value + " is committed",
        () -> {
          WriteOutcome outcome = TestVoters.write(client, "x", expected, value);
          if (outcome instanceof WriteOutcome.Committed committed) {
            version[0] = committed.version();
          } else if (outcome instanceof WriteOutcome.Conflict conflict) {
            version[0] = own(conflict.current(), value);
          }
          return version[0] != 0;
        });
    return version[0];
  }

  private static long own(Optional<StoredRecord> found, String value) {
    return found
        .filter(
            record -> record.equals(new StoredRecord(record.version(), TestVoters.bytes(value))))
        .map(StoredRecord::version)
        .orElse(0L);
  }
}
