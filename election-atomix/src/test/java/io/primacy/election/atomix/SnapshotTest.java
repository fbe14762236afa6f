package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.StoredRecord;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Snapshots and compaction, which mix up values in the stock library: a snapshot is forced on each
 * voter, each is restarted from it, and the leader of the voters moves. It takes the library ten
 * seconds to end with a snapshot.
 */
final class SnapshotTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int RECORDS = 8;
  private static final String PADDING = " ".repeat(30_000);

  @Test
  void valuesStayWithTheirKeysAndVersionsOnlyRise() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w").with("segment-size", "131072")) {
      voters.startAll();
      voters.awaitLeader();
      Map<String, Long> versions = new HashMap<>();
      writeAll(voters, "n1", versions, 0);
      snapshot(voters);
      for (String restarted : voters.ids()) {
        voters.stop(restarted);
        voters.awaitLeader();
        writeAll(
            voters,
            voters.ids().stream().filter(voters::isOpen).findFirst().orElseThrow(),
            versions,
            1);
        voters.start(restarted);
        requireAll(voters, restarted, versions, 1);
      }
      for (int move = 0; move < 2; move++) {
        String leader = voters.awaitLeader();
        voters.stop(leader);
        String next = voters.awaitLeader();
        requireAll(voters, next, versions, 1);
        voters.start(leader);
      }
      voters.awaitLeader();
      for (String id : voters.ids()) {
        requireAll(voters, id, versions, 1);
        requireReplica(voters, id, versions);
      }
    }
  }

  @Test
  void aVoterThatLostItsDirectoryIsLetInAndHasEverything() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w").with("segment-size", "131072")) {
      voters.startAll();
      voters.awaitLeader();
      Map<String, Long> versions = new HashMap<>();
      writeAll(voters, "n1", versions, 0);
      snapshot(voters);
      voters.stop("w");
      TestVoters.delete(voters.directory("w"));
      long last = voters.raft("n1").getLogWriter().getLastIndex();

      voters.start("w");

      TestVoters.await("w caught up", () -> voters.raft("w").getLogWriter().getLastIndex() > last);
      TestVoters.await("w votes again", () -> voters.voter("w").voter().mayVote());
      requireReplica(voters, "w", versions);
      voters.stop(voters.awaitLeader());
      voters.awaitLeader();
      requireAll(voters, "w", versions, 0);
    }
  }

  private static void snapshot(TestVoters voters) throws Exception {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    voters.ids().forEach(id -> taken.add(voters.raft(id).compact()));
    for (CompletableFuture<Void> each : taken) {
      each.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }
    for (String id : voters.ids()) {
      TestVoters.await(
          "the first segment of " + id + " is gone",
          () -> !Files.exists(voters.directory(id).resolve("log/election-1.log")));
    }
  }

  private static void writeAll(
      TestVoters voters, String through, Map<String, Long> versions, int value) {
    for (int i = 0; i < RECORDS; i++) {
      String name = "x" + i;
      long before = versions.getOrDefault(name, 0L);
      long version =
          TestVoters.commitAtLast(voters.voter(through), name, before, value(name, value));
      assertTrue(version > before, () -> name + " went from " + before + " to " + version);
      versions.put(name, version);
    }
  }

  private static String value(String name, int value) {
    return name + " is " + value + PADDING;
  }

  private static void requireAll(
      TestVoters voters, String from, Map<String, Long> versions, int value) {
    versions.forEach(
        (name, version) -> {
          StoredRecord found = TestVoters.readAtLast(voters.voter(from), name);
          assertEquals(version, found.version(), name);
          assertArrayEquals(TestVoters.bytes(value(name, value)), found.value(), name);
        });
  }

  /* What this voter itself has applied, whoever leads. */
  private static void requireReplica(TestVoters voters, String id, Map<String, Long> versions) {
    long highest = versions.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    TestVoters.await(id + " applied " + highest, () -> voters.raft(id).getLastApplied() >= highest);
  }
}
