package io.primacy.election.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as people start it: a process, with a service and nodes of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoTest {

  private static final int LONGEST_SECONDS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"zookeeper", "raft", "atomix"})
  void everyActHoldsAndNothingIsLeftBehind(String backend) throws Exception {
    Path report = directory.resolve("report.html");
    Process demo = start("--json", "--backend", backend, "--report", report.toString());
    List<JsonNode> lines = new ArrayList<>();
    demo.inputReader().lines().forEach(line -> Json.parse(line).ifPresent(lines::add));

    assertTrue(demo.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS));
    JsonNode result = lines.get(lines.size() - 1);
    assertEquals(0, demo.exitValue(), result::toPrettyString);
    assertEquals("result", result.path("event").asText());
    assertEquals(Act.values().length, result.path("acts").size());
    for (JsonNode act : result.path("acts")) {
      assertTrue(act.path("held").asBoolean(), act::toPrettyString);
      assertTrue(act.path("accepted").asInt() >= Claims.SETTLED, act::toPrettyString);
    }
    assertEquals(1, result.path("acts").path(3).path("refused").asInt(), result::toPrettyString);
    assertTrue(result.path("took_ms").asLong() < Duration.ofSeconds(LONGEST_SECONDS).toMillis());
    assertTrue(Files.readString(report).contains("<svg"));
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zookeeper", "raft", "atomix"})
  void stoppingItHalfWayLeavesNothingBehind(String backend) throws Exception {
    Process demo = start("--json", "--backend", backend);
    var reader = demo.inputReader();
    String line = reader.readLine();
    while (line != null && !line.contains("\"killed\"") && !line.contains("LEADS")) {
      line = reader.readLine();
    }
    List<ProcessHandle> children = demo.children().toList();
    assertTrue(children.size() >= 3, "server or witness, and two nodes: " + children);

    demo.toHandle().destroy();

    assertTrue(demo.waitFor(15, TimeUnit.SECONDS));
    for (ProcessHandle child : children) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
    assertNothingIsLeft();
  }

  @Test
  void killingItLeavesNoProcessBehind() throws Exception {
    Process demo = start("--json");
    var reader = demo.inputReader();
    String line = reader.readLine();
    while (line != null && !line.contains("frozen")) {
      line = reader.readLine();
    }
    List<ProcessHandle> children = demo.descendants().toList();
    assertTrue(children.size() >= 3, "server, two nodes: " + children);

    demo.toHandle().destroyForcibly();

    for (ProcessHandle child : children) {
      child.onExit().get(15, TimeUnit.SECONDS);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (var left = Files.list(directory)) {
      assertFalse(left.anyMatch(Files::isDirectory), "a workplace is left in " + directory);
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.primacy.election.node.Main", "demo"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
