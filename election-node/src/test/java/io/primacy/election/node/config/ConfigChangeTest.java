package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigChangeTest {

  private static final String FILE =
      """
      primacy {
        election {
          node = n1
          provider = zookeeper
          timing.lease = 3s
          zookeeper { connect = "127.0.0.1:2181", auth = "n1:hunter2", client.x = 1 }
        }
        lifecycle { stop-limit = 1s }
        elections = [
          { name = ledger, priority = 10, attributes { rack = r7 } }
          { name = reports }
        ]
      }
      """;

  @TempDir Path directory;

  @Test
  void theSameFileChangesNothing() throws IOException {
    ConfigChange change = change(FILE + "\n# A comment.");
    assertEquals(List.of(), change.phrases());
    assertEquals(List.of(), change.stands());
  }

  @Test
  void whatCanChangeIsTold() throws IOException {
    ConfigChange change =
        change(
            FILE.replace("priority = 10", "priority = 20, eligible = false")
                .replace("rack = r7", "rack = r8")
                .replace("{ name = reports }", "{ name = reports, failback { hold-off = 5m } }")
                .replace("stop-limit = 1s", "stop-limit = 2s, when-stuck = halt"));

    assertEquals(
        List.of(
            "ledger.priority was 10 and is 20",
            "ledger.eligible was true and is false",
            "ledger.attributes was {rack=r7} and is {rack=r8}",
            "reports.failback was never and is {hold-off=300000ms, moves-per-hour=2}",
            "lifecycle.stop-limit was 1000ms and is 2000ms",
            "lifecycle.when-stuck was report and is halt"),
        change.phrases());
    assertEquals(
        List.of("ledger", "reports"), change.stands().stream().map(Stand::election).toList());
    assertEquals(20, change.stands().get(0).candidacy().priority());
    assertEquals(Duration.ofSeconds(2), change.lifecycle().stopLimit());
  }

  @Test
  void allThatNeedsARestartIsNamedWithBothValuesAndNothingElseIsDone() throws IOException {
    ConfigurationException refused =
        refused(
            FILE.replace("node = n1", "node = n2, namespace = other")
                .replace("127.0.0.1:2181", "127.0.0.1:2182")
                .replace("{ name = reports }", "{ name = audit }")
                .replace("priority = 10", "priority = 20"));

    assertEquals(
        List.of(
            "election.namespace was not there and is other" + NEEDS_RESTART,
            "election.node was n1 and is n2" + NEEDS_RESTART,
            "election.zookeeper.connect was 127.0.0.1:2181 and is 127.0.0.1:2182" + NEEDS_RESTART,
            "primacy.elections no longer names 'reports'" + NEEDS_RESTART,
            "primacy.elections names 'audit', which is new" + NEEDS_RESTART),
        refused.problems());
  }

  @Test
  void whatMayBeASecretIsNotShown() throws IOException {
    ConfigurationException refused =
        refused(
            FILE.replace("hunter2", "swordfish")
                .replace("client.x = 1", "client.x = 27182")
                .replace("timing.lease", "raft.password = swordfish\n timing.lease"));

    String all = String.join("\n", refused.problems());
    assertFalse(all.contains("hunter2") || all.contains("swordfish") || all.contains("27182"), all);
    assertEquals(
        List.of(
            "election.raft.password was not there and is a value that is not shown" + NEEDS_RESTART,
            "election.zookeeper.auth was a value that is not shown and is another one"
                + NEEDS_RESTART,
            "election.zookeeper.client.x was a value that is not shown and is another one"
                + NEEDS_RESTART),
        refused.problems());
  }

  private static final String NEEDS_RESTART =
      ": it can not change while the node runs. Restart it, or undo that.";

  private ConfigChange change(String next) throws IOException {
    return ConfigChange.between(read(FILE), read(next));
  }

  private ConfigurationException refused(String next) {
    return assertThrows(ConfigurationException.class, () -> change(next));
  }

  private NodeConfig read(String text) throws IOException {
    return NodeConfig.read(Files.writeString(directory.resolve("node.conf"), text));
  }
}
