package io.primacy.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules and scrapes, judged by Prometheus' own tool. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrometheusTest {

  private static final Path RULES = Path.of("..", "docs", "observability", "alerts.yml");

  @TempDir Path directory;

  @Test
  void prometheusCanReadTheRules() throws Exception {
    assertEquals(0, promtool("", "check", "rules", RULES.toString()));

    Path wrong = directory.resolve("wrong.yml");
    Files.writeString(wrong, Files.readString(RULES).replace("max by", "maxx by"));
    assertNotEquals(0, promtool("", "check", "rules", wrong.toString()));
  }

  @Test
  void alertsFireWhenTheyShouldAndNotOtherwise() throws Exception {
    Path cases = Path.of("src", "test", "resources", "alerts-test.yml");
    assertEquals(0, promtool("", "test", "rules", cases.toString()), this::said);
  }

  @Test
  void prometheusCanReadWhatANodeSays() throws Exception {
    try (Nodes nodes = Nodes.start(directory)) {
      String leader = nodes.awaitLeader();
      for (String node : Nodes.NODES) {
        Nodes.await(node + " is measured", () -> nodes.says(node, "/metrics"));
      }
      int code = promtool(nodes.get(leader, "/metrics").body(), "check", "metrics");
      // 3: it can be read, and a name is not as its linter likes it. Those are the JVM's.
      assertEquals(
          List.of(),
          said().lines().filter(line -> line.startsWith("primacy")).toList(),
          "exit code " + code);
      assertNotEquals(1, code, this::said);
    }
  }

  private int promtool(String input, String... arguments) throws Exception {
    Path in = Files.writeString(directory.resolve("in"), input);
    List<String> command = new java.util.ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(in.toFile())
        .redirectOutput(directory.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("said"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
