package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A witness, or a node that is a voter, whose port another program has: one sentence, and why. */
@Timeout(120)
class TakenPortTest {

  /* Of a voter of JGroups-raft: for the others, for their death, for clients. */
  private static final int PORTS_EACH = 4;

  @TempDir Path directory;

  private final List<Integer> ports = FreePorts.inRows(3, PORTS_EACH);
  private final int own = ports.get(2);
  private final List<ServerSocket> taken = new ArrayList<>();

  @AfterEach
  void letThemGo() throws IOException {
    for (ServerSocket socket : taken) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"witness", "run"})
  void ofAVoterOfJgroupsRaftForClients(String command) throws IOException {
    take(own + 2);
    assertEquals(
        new Answer(
            78,
            "",
            "Asked to listen to clients on 127.0.0.1:"
                + (own + 2)
                + ", two ports above the voter's own; Address already in use (Bind failed). If this"
                + " voter runs already, stop that; else correct election.raft.members or bind.\n"),
        withoutCause(start(command, "raft", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"witness", "run"})
  void ofAVoterOfAtomix(String command) throws IOException {
    take(own);

    Answer answer = start(command, "atomix", "");

    assertEquals(78, answer.code(), answer.err());
    assertEquals("", answer.out());
    assertEquals(1, answer.err().lines().count(), answer.err());
    assertTrue(answer.err().startsWith("Asked to listen at 127.0.0.1:" + own), answer.err());
    assertTrue(answer.err().contains("Address already in use"), answer.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"raft", "atomix"})
  void ofAWitnessForHttp(String provider) throws IOException {
    int http = ports.get(0);
    take(http);
    Answer refused =
        new Answer(
            78,
            "",
            "primacy.http.port = "
                + http
                + ": another program listens at 127.0.0.1:"
                + http
                + ". Stop it, or write another port.\n");

    assertEquals(refused, start("witness", provider, "primacy.http.port = " + http));
    // And again: the voter that was opened first has let go of its ports and its log.
    assertEquals(refused, start("witness", provider, "primacy.http.port = " + http));
  }

  /* What it takes to meet the others may become free: it says so and tries on, as when it starts. */
  @Test
  void ofAWitnessOfJgroupsRaftForTheOthersIsSaidAndTriedAgain() throws Exception {
    take(own);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.primacy.election.node.Main", "witness", "--json", "--config"));
    command.add(config("raft", "").toString());
    Process witness =
        new ProcessBuilder(command).redirectError(directory.resolve("log").toFile()).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(witness.getInputStream(), StandardCharsets.UTF_8))) {
      String reason = "";
      while (!reason.contains("taken")) {
        String line = lines.readLine();
        assertTrue(line != null, () -> "it ended; see its log");
        reason = Json.parse(line).orElseThrow().path("reason").asText();
      }
      assertTrue(
          reason.contains("its port " + own + " or the next one is taken")
              && reason.contains("Stop what uses it, or correct election.raft.members"),
          reason);
      assertTrue(witness.isAlive());
    } finally {
      witness.destroyForcibly();
    }
  }

  private Answer start(String command, String provider, String more) throws IOException {
    String stands = command.equals("run") ? "primacy.elections = [ { name = ledger } ]\n" : "";
    return Commands.run(command, "--config", config(provider, stands + more).toString());
  }

  private Path config(String provider, String more) throws IOException {
    return Files.writeString(
        directory.resolve("w.conf"),
        """
        primacy.election {
          node = w
          provider = %s
          %s { members = "n1=127.0.0.1:%d,n2=127.0.0.1:%d,w=127.0.0.1:%d", %s = "%s" }
        }
        %s
        """
            .formatted(
                provider,
                provider,
                ports.get(0) + 1,
                ports.get(1),
                own,
                provider.equals("raft") ? "log-dir" : "data-dir",
                directory.resolve("logs-" + provider),
                more));
  }

  private void take(int port) throws IOException {
    taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
  }

  /* JDKs differ in how they put it. */
  private static Answer withoutCause(Answer answer) {
    String err =
        answer
            .err()
            .replaceFirst("Address already in use[^.;]*", "Address already in use (Bind failed)");
    return new Answer(answer.code(), answer.out(), err);
  }
}
