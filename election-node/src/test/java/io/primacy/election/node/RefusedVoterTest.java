package io.primacy.election.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A voter that can not be one as configured: {@code run} and {@code witness} say why, and go. */
class RefusedVoterTest {

  private static final String THREE = "n1=127.0.0.1:19000,n2=127.0.0.1:19010,w=127.0.0.1:19020";
  private static final String IDENTITY = "cluster primacy\nid n1\nmembers [n1, n2, w]\n";

  @TempDir Path directory;

  @Test
  void aNameThatIsNoMember() throws IOException {
    refused("n9", THREE, logs(), "Asked to keep a log as n9; election.raft.members names [n1=");
  }

  @Test
  void aNameThatIsAMemberTwice() throws IOException {
    String twice = "n1=127.0.0.1:19000,n1=127.0.0.1:19010,w=127.0.0.1:19020";
    refused("n1", twice, logs(), "election.raft.members = '" + twice + "'", "each id");
  }

  @Test
  void twoVotersWithoutAWitness() throws IOException {
    String two = "n1=127.0.0.1:19000,n2=127.0.0.1:19010";
    refused("n1", two, logs(), "losing either stops everything", "allow-two-voters = true");
  }

  @Test
  void aDirectoryThatIsInUse() throws IOException {
    Files.createDirectories(logs());
    try (FileChannel lock =
        FileChannel.open(
            logs().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertTrue(lock.tryLock().isValid());
      refused("n1", THREE, logs(), "uses it. Stop that, or give each voter a directory");
    }
  }

  @Test
  void aDirectoryThatCanNotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    refused("n1", THREE, file.resolve("below"), "it can not be written", "log-dir");
    assertEquals("in the way", Files.readString(file));
  }

  @Test
  void theDirectoryOfAnotherCluster() throws IOException {
    Files.createDirectories(logs());
    Files.writeString(logs().resolve("identity"), "cluster other\nid n1\nmembers [n1, n2, w]\n");
    refused("n1", THREE, logs(), "it holds that of cluster other, id n1", "Nothing was changed");
  }

  @Test
  void aLogThatIsDamaged() throws IOException {
    Files.createDirectories(logs().resolve("log"));
    Files.writeString(logs().resolve("identity"), IDENTITY);
    Files.write(logs().resolve("log").resolve("entries.raft"), new byte[] {1, 2, 3});
    refused("n1", THREE, logs(), "it is damaged", "Nothing was changed", "docs/raft.md");
  }

  @Test
  void aWitnessThatDoesNotVote() throws IOException {
    Path config = Files.writeString(directory.resolve("w.conf"), election("x", THREE, ""));
    Answer answer = Commands.run("witness", "--config", config.toString());
    assertEquals(78, answer.code());
    assertTrue(answer.err().startsWith("Asked to run x as a witness; "), answer.err());

    Path stands =
        Files.writeString(
            directory.resolve("s.conf"),
            election("w", THREE, "") + "primacy.elections = [ { name = ledger } ]\n");
    assertEquals(
        new Answer(
            78,
            "",
            "s.conf:2: primacy.elections: a witness votes and stands nowhere. Leave it out, or"
                + " start a node with 'primacy run'.\n"),
        Commands.run("witness", "--config", stands.toString()));
  }

  @Test
  void aWitnessOfAStoreWithServersOfItsOwn() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("w.conf"),
            "primacy.election { node = w, provider = zookeeper, zookeeper.connect ="
                + " \"127.0.0.1:1\" }\n");
    Answer answer = Commands.run("witness", "--config", config.toString());
    assertEquals(78, answer.code());
    assertTrue(
        answer.err().contains("(ZooKeeper) needs a third server instead of a witness."),
        answer.err());
  }

  private Path logs() {
    return directory.resolve("logs");
  }

  private void refused(String node, String members, Path logs, String... parts) throws IOException {
    List<String> before = contents();
    Path config =
        Files.writeString(
            directory.resolve("node.conf"),
            election(node, members, ", raft.log-dir = \"" + logs + "\"")
                + "primacy.elections = [ { name = ledger } ]\n");

    Answer answer = Commands.run("run", "--config", config.toString());

    assertEquals(78, answer.code(), answer.err());
    assertEquals("", answer.out());
    assertEquals(1, answer.err().lines().count(), answer.err());
    for (String part : parts) {
      assertTrue(answer.err().contains(part), answer.err());
    }
    assertEquals(before, contents(), "nothing is overwritten");
  }

  /* The lock is nobody's content. */
  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("lock") && !file.endsWith("node.conf"))
          .sorted()
          .map(file -> file + " " + file.toFile().length() + " " + file.toFile().lastModified())
          .toList();
    }
  }

  private static String election(String node, String members, String more) {
    return "primacy.election { node = "
        + node
        + ", provider = raft, raft.members = \""
        + members
        + "\""
        + more
        + " }\n";
  }
}
