package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A voter whose disk is full, which is a limit that the system sets its files. */
final class FullDiskTest {

  private static final int KILOBYTES = 64;

  @Test
  void itTakesNoPartAnyMoreAndSaysSoAndTheOthersGoOn() throws Exception {
    try (ProcessVoters voters = new ProcessVoters()) {
      voters.awaitLeader();
      String full = "n1";
      voters.kill(full);
      voters.startOnFullDisk(full, KILOBYTES);
      voters.awaitServing(full);
      List<String> well = voters.ids().stream().filter(id -> !id.equals(full)).toList();

      try (ElectionBackend client = voters.client(well.toArray(String[]::new))) {
        long version = fill(client, 2 * KILOBYTES);

        TestVoters.await(
            "it says what happened", () -> voters.state(full).contains("could not be written"));
        assertTrue(voters.state(full).contains("See to the disk"), voters.state(full));
        long after = write(client, version, "after");
        assertTrue(after > version);

        voters.kill(full);
        voters.start(full);
        voters.awaitServing(full);
        try (ElectionBackend mended = voters.client(full)) {
          TestVoters.await(
              "it has caught up, its log is whole",
              () -> TestVoters.read(mended, "x").filter(x -> x.version() >= after).isPresent());
        }
      }
    }
  }

  @Test
  void whereItLedTheOthersChooseAnother() throws Exception {
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      String full = voters.awaitLeader();
      Voter voter = (Voter) voters.voter(full).store();

      voter.group().fail(new IOException("No space left on device"));

      for (String well : voters.ids()) {
        if (!well.equals(full)) {
          long before = version(voters.voter(well));
          assertTrue(write(voters.voter(well), before, "by " + well) > before);
        }
      }
      assertTrue(voter.state().contains("No space left on device"), voter.state());
    }
  }

  private static long version(ElectionBackend backend) {
    return TestVoters.read(backend, "x").map(StoredRecord::version).orElse(0L);
  }

  private static long fill(ElectionBackend client, int kilobytes) {
    long version = 0;
    for (int i = 0; i < kilobytes; i++) {
      version = write(client, version, "x".repeat(1000) + i);
    }
    return version;
  }

  /* Tries until the outcome is known: the voter whose disk is full may lead at first. */
  private static long write(ElectionBackend client, long expected, String value) {
    long[] version = {expected};
    TestVoters.await(
        "a write is committed",
        () -> {
          WriteOutcome outcome = TestVoters.write(client, "x", version[0], value);
          if (outcome instanceof WriteOutcome.Conflict conflict) {
            version[0] = conflict.current().orElseThrow().version();
          }
          if (outcome instanceof WriteOutcome.Committed committed) {
            version[0] = committed.version();
            return true;
          }
          return false;
        });
    return version[0];
  }
}
