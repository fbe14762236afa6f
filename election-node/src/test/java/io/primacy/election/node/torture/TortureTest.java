package io.primacy.election.node.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short campaigns as people start them: a process, with a service and nodes of its own. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TortureTest {

  private static final long LEASE_MILLIS = 1000;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"zookeeper, 42, 3", "raft, 42, 1"})
  void aShortCampaignViolatesNothing(String backend, long seed, int servers) throws Exception {
    Process campaign =
        start("--json", "--backend", backend, "--minutes", "0.5", "--seed", Long.toString(seed));
    List<JsonNode> lines = new ArrayList<>();
    campaign.inputReader().lines().forEach(line -> Json.parse(line).ifPresent(lines::add));

    assertTrue(campaign.waitFor(30, TimeUnit.SECONDS));
    JsonNode result = lines.get(lines.size() - 1);
    assertEquals(0, campaign.exitValue(), result::toPrettyString);
    assertEquals("result", result.path("event").asText());
    assertTrue(result.path("elections").asInt() >= 2, result::toPrettyString);
    assertEquals(
        played(new Schedule(seed, Duration.ofMillis(LEASE_MILLIS), servers, false), lines), 0);
  }

  /* How many windows were not those of the schedule; at least two were played. */
  private static long played(Schedule schedule, List<JsonNode> lines) {
    List<JsonNode> windows =
        lines.stream().filter(line -> line.path("event").asText().equals("window")).toList();
    assertTrue(windows.size() >= 2, windows::toString);
    return windows.stream()
        .filter(
            window -> {
              List<String> faults = new ArrayList<>();
              window.path("faults").forEach(fault -> faults.add(fault.path("fault").asText()));
              int number = window.path("number").asInt();
              return !faults.equals(
                  schedule.window(number).faults().stream().map(Fault::words).toList());
            })
        .count();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.primacy.election.node.Main", "torture"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
