package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process that is sent SIGHUP. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class HangupTest {

  /* Nothing listens there; to be reloaded a node needs no store. */
  private static final String FILE =
      """
      primacy {
        election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:1" }
        elections = [ { name = ledger, priority = 10 } ]
      }
      """;

  @TempDir Path directory;

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNodeReadsItsFileAgainAndGoesOn() throws Exception {
    Path file = Files.writeString(directory.resolve("node.conf"), FILE);
    Process node =
        new ProcessBuilder(
                // Whoever runs the tests may have it ignored, as nohup does.
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dprimacy.backends=" + System.getProperty("primacy.backends"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.primacy.election.node.Main",
                "run",
                "--json",
                "--config",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = node.inputReader()) {
      awaitEvent(said, "started");

      Files.writeString(file, FILE.replace("priority = 10", "priority = 20"));
      signal(node, "HUP");
      assertEquals(
          "[\"ledger.priority was 10 and is 20\"]",
          awaitEvent(said, "reloaded").path("changes").toString());

      Files.writeString(file, FILE.replace("node = n1", "node = n2"));
      signal(node, "HUP");
      assertTrue(
          awaitEvent(said, "not-reloaded")
              .path("problems")
              .toString()
              .contains("election.node was n1"));

      signal(node, "TERM");
      awaitEvent(said, "closed");
      assertTrue(node.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, node.exitValue());
    } finally {
      node.destroyForcibly();
    }
  }

  private static JsonNode awaitEvent(BufferedReader said, String event) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      var object = Json.parse(line).orElseThrow();
      if (object.path("event").asText().equals(event)) {
        return object;
      }
    }
    throw new AssertionError("never " + event + " in\n" + all);
  }

  private static void signal(Process node, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(node.pid())).start();
    assertEquals(0, kill.waitFor());
  }
}
