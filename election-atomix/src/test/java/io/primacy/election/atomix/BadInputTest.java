package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.tck.wire.FreePorts;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear error for everything that can be wrong; nothing is overwritten. */
final class BadInputTest {

  @TempDir Path directory;

  @Test
  void anIdThatIsNoMember() {
    requireRefusal("n1", settings("id", "n9"), "Asked to be the voter n9", "n1=127.0.0.1");
    requireRefusal("n9", settings("role", "voter"), "Asked to be the voter n9", "role = client");
  }

  @Test
  void aLogOfNobodyAmongTheMembers() {
    requireRefusal("n9", settings("segment-size", "131072"), "Asked to keep a log as n9");
  }

  @Test
  void twoVotersWithoutAWitness() {
    requireRefusal(
        "n1",
        settings("members", "n1=127.0.0.1:1000,n2=127.0.0.1:2000"),
        "losing either stops everything",
        "allow-two-voters");
  }

  @Test
  void twoVotersThatAreWanted() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2").with("allow-two-voters", "true")) {
      voters.startAll();
      voters.awaitLeader();

      assertTrue(TestVoters.commit(voters.voter("n1"), "x", 0, "first") > 0);
    }
  }

  @Test
  void aVoterWithoutADirectory() {
    Map<String, String> settings = settings("segment-size", "131072");
    settings.remove("data-dir");
    requireRefusal("n1", settings, "no directory", "election.atomix.data-dir");
  }

  @Test
  void aDirectoryThatIsInUse() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");

      requireRefusal("n1", voters.settings("n1"), "another part of this one, uses it");
    }
  }

  @Test
  void anAddressThatIsInUse() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");
      Map<String, String> settings = voters.settings("n1");
      settings.put("data-dir", directory.resolve("elsewhere").toString());

      requireRefusal("n1", settings, "If this voter runs already, stop that");
    }
  }

  @Test
  void aDirectoryThatCanNotBeWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    requireRefusal(
        "n1", settings("data-dir", file.resolve("below").toString()), "can not be written");
  }

  @Test
  void aDirectoryOfAnotherClusterOrVoter() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");
      voters.stop("n1");
      Map<String, String> other = voters.settings("n1");
      other.put("cluster", "other");
      requireRefusal("n1", other, "it holds that of cluster primacy, id n1", "Nothing was changed");

      requireRefusal("n2", voters.settings("n1"), "it holds that of cluster primacy, id n1");

      voters.start("n1");
    }
  }

  @Test
  void aDirectoryWithoutItsIdentity() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");
      voters.stop("n1");
      Files.delete(voters.directory("n1").resolve("identity"));

      requireRefusal("n1", voters.settings("n1"), "no file named identity");
    }
  }

  @Test
  void aLogWithADamagedEntry() throws Exception {
    try (TestVoters voters = written()) {
      Path log = voters.directory("n1").resolve("log/election-1.log");
      byte[] before = damage(log, 100);

      requireRefusal("n1", voters.settings("n1"), "it is damaged", "entry ", "docs/atomix.md");
      assertArrayEquals(before, Files.readAllBytes(log), "overwritten");
    }
  }

  @Test
  void aLogThatIsCutOff() throws Exception {
    try (TestVoters voters = written()) {
      Path log = voters.directory("n1").resolve("log/election-1.log");
      try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
        file.truncate(200);
      }

      requireRefusal("n1", voters.settings("n1"), "it is damaged", "cut off");
    }
  }

  @Test
  void aLogWithoutItsTerm() throws Exception {
    try (TestVoters voters = written()) {
      Files.delete(voters.directory("n1").resolve("log/election.meta"));

      requireRefusal("n1", voters.settings("n1"), "it is damaged", "election.meta");
    }
  }

  @Test
  void aLogThatLacksItsBeginning() throws Exception {
    try (TestVoters voters = written()) {
      Path log = voters.directory("n1").resolve("log/election-1.log");
      try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 0, 0, 9}), 12);
      }

      requireRefusal("n1", voters.settings("n1"), "begins with entry 9", "no snapshot");
    }
  }

  @Test
  void peersThatAreNotThere() {
    Map<String, String> settings = settings("segment-size", "131072");
    settings.put("members", "n1=127.0.0.1:" + FreePorts.one() + ",n2=127.0.0.1:9,w=127.0.0.1:19");
    long start = System.nanoTime();
    try (ElectionBackend alone = TestVoters.open("n1", settings, Duration.ofMillis(700))) {
      long opened = System.nanoTime() - start;
      assertTrue(opened < Duration.ofSeconds(2).toNanos(), () -> "waited " + opened);
      BackendException refused =
          (BackendException)
              assertThrows(RuntimeException.class, () -> TestVoters.read(alone, "x")).getCause();
      assertTrue(
          refused.getMessage().contains("waits until each of the others"), refused::getMessage);
    }
  }

  private TestVoters written() throws Exception {
    TestVoters voters = TestVoters.started("n1", "n2", "w");
    voters.awaitLeader();
    write(voters);
    TestVoters.await("n1 has it", () -> TestVoters.read(voters.voter("n1"), "x").isPresent());
    voters.stop("n1");
    return voters;
  }

  private static void write(TestVoters voters) {
    long version = 0;
    for (int i = 0; i < 20; i++) {
      version = TestVoters.commit(voters.voter("n1"), "x", version, "value ".repeat(20) + i);
    }
  }

  private static byte[] damage(Path file, int at) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x55;
    Files.write(file, bytes);
    return bytes;
  }

  private Map<String, String> settings(String name, String value) {
    List<Integer> ports = FreePorts.inRows(3, 1);
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "members",
        "n1=127.0.0.1:"
            + ports.get(0)
            + ",n2=127.0.0.1:"
            + ports.get(1)
            + ",w=127.0.0.1:"
            + ports.get(2));
    settings.put("data-dir", directory.resolve("n1").toString());
    settings.put(name, value);
    return settings;
  }

  private static void requireRefusal(String node, Map<String, String> settings, String... parts) {
    BackendException refused =
        assertThrows(BackendException.class, () -> TestVoters.open(node, settings).close());
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
  }
}
