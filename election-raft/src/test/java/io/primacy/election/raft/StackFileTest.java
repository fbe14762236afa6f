package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack of the operator's own works, if it has what safety needs. */
final class StackFileTest {

  private static final String GOOD =
      """
      <config xmlns="urn:org:jgroups">
        <TCP bind_addr="127.0.0.1" bind_port="${port}" port_range="0"/>
        <TCPPING initial_hosts="${hosts}" port_range="0"/>
        <MERGE3 min_interval="300" max_interval="600"/>
        <FD_ALL3 timeout="1000" interval="250"/>
        <VERIFY_SUSPECT2 timeout="200"/>
        <pbcast.NAKACK2 use_mcast_xmit="false"/>
        <UNICAST3/>
        <pbcast.STABLE/>
        <raft.NO_DUPES/>
        <pbcast.GMS join_timeout="500" print_local_addr="false"/>
        <FRAG2/>
        <raft.ELECTION2/>
        <raft.RAFT/>
      </config>
      """;

  @TempDir Path directory;

  @Test
  void aSafeStackCarriesAnElection() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      String all =
          voters.ids().stream()
              .map(id -> "127.0.0.1[" + voters.port(id) + "]")
              .collect(Collectors.joining(","));
      for (String id : voters.ids()) {
        String port = String.valueOf(voters.port(id));
        Path file = write(GOOD.replace("${port}", port).replace("${hosts}", all));
        voters.with("config-file", file.toString()).start(id);
        TestVoters.await(id + " has read it", () -> voters.channel(id) != null);
      }
      voters.awaitLeader();

      assertEquals(1, TestVoters.commit(voters.voter("n1"), "x", 0, "first"));
    }
  }

  @Test
  void everythingThatIsMissingIsNamed() throws Exception {
    String bad =
        GOOD.replace("<raft.NO_DUPES/>", "")
            .replace("<raft.ELECTION2/>", "<raft.ELECTION/>")
            .replace("<MERGE3 min_interval=\"300\" max_interval=\"600\"/>", "")
            .replace("<FD_ALL3 timeout=\"1000\" interval=\"250\"/>", "")
            .replace("<raft.RAFT/>", "<raft.RAFT log_use_fsync=\"false\"/><raft.REDIRECT/>");

    requireProblems(
        bad,
        "raft.NO_DUPES is missing",
        "raft.ELECTION2 is missing",
        "raft.ELECTION has no place here",
        "MERGE3 is missing",
        "no failure detection",
        "sets log_use_fsync",
        "raft.REDIRECT has no place here");
  }

  @Test
  void duplicatesMustBeKeptOutBelowTheMembership() throws Exception {
    String bad =
        GOOD.replace("<raft.NO_DUPES/>", "").replace("<FRAG2/>", "<raft.NO_DUPES/><FRAG2/>");

    requireProblems(bad, "raft.NO_DUPES must come before pbcast.GMS");
  }

  @Test
  void aFileThatIsNoStack() throws Exception {
    requireProblems("<config", "can not be read");
  }

  private void requireProblems(String stack, String... problems) throws Exception {
    Path file = write(stack);
    BackendException refused =
        assertThrows(BackendException.class, () -> StackFile.read(file.toString()));
    for (String problem : problems) {
      assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }
  }

  private Path write(String stack) throws Exception {
    return Files.writeString(Files.createTempFile(directory, "stack", ".xml"), stack);
  }
}
