package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.StoredRecord;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Snapshots, then restarts, then another leader: nothing is lost and no version comes again. */
final class SnapshotTest {

  @Test
  void nothingIsLostOverSnapshotsRestartsAndOtherLeaders() throws Exception {
    try (TestVoters voters = TestVoters.of("a", "b", "w").with("snapshot-after", "2048")) {
      voters.startAll();
      voters.awaitLeader();
      Map<String, Long> versions = new HashMap<>();
      for (int round = 0; round < 6; round++) {
        String leader = voters.awaitLeader();
        writeAll(voters, leader, versions, round);
        String restarted = voters.ids().get(round % 3);
        voters.stop(restarted);
        String other = voters.awaitLeader();
        writeAll(voters, other, versions, 100 + round);
        voters.start(restarted);
        voters.awaitLeader();
        voters.stop(voters.awaitLeader());
        String moved = voters.awaitLeader();
        requireAll(voters, moved, versions, 100 + round);
        voters.ids().stream().filter(id -> voters.voter(id) == null).forEach(voters::start);
      }
      voters.awaitLeader();
      for (String id : voters.ids()) {
        assertTrue(voters.raft(id).log().firstAppended() > 10, id + " never took a snapshot");
        requireAll(voters, id, versions, 105);
      }
    }
  }

  private static void writeAll(
      TestVoters voters, String through, Map<String, Long> versions, int value) {
    for (int i = 0; i < 12; i++) {
      String name = "x" + i;
      long version =
          TestVoters.commit(
              voters.voter(through), name, versions.getOrDefault(name, 0L), "value " + value);
      assertTrue(version > versions.getOrDefault(name, 0L));
      versions.put(name, version);
    }
  }

  private static void requireAll(
      TestVoters voters, String from, Map<String, Long> versions, int value) {
    versions.forEach(
        (name, version) -> {
          TestVoters.await(
              from + " shows " + name + " at " + version,
              () ->
                  TestVoters.read(voters.voter(from), name)
                      .map(StoredRecord::version)
                      .orElse(0L)
                      .equals(version));
          assertArrayEquals(
              TestVoters.bytes("value " + value),
              TestVoters.read(voters.voter(from), name).orElseThrow().value());
        });
  }
}
