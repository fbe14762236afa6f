package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleSectionTest {

  @TempDir Path directory;

  @Test
  void leftOutItIsSound() throws IOException {
    assertEquals(
        new LifecycleSettings(Duration.ofMinutes(1), Duration.ofSeconds(3), WhenStuck.REPORT),
        read("").lifecycle());
  }

  @Test
  void allOfItIsRead() throws IOException {
    assertEquals(
        new LifecycleSettings(Duration.ofMinutes(2), Duration.ofMillis(500), WhenStuck.HALT),
        read("lifecycle { start-limit = 2m, stop-limit = 500ms, when-stuck = halt }").lifecycle());
  }

  @Test
  void everythingWrongWithItIsToldAtOnce() throws IOException {
    assertEquals(
        List.of(
            "node.conf:4: primacy.lifecycle.start-limit = '5ms': write 10ms to 24h.",
            "node.conf:4: primacy.lifecycle.stop-limitt is not a setting. Closest:"
                + " primacy.lifecycle.stop-limit.",
            "node.conf:4: primacy.lifecycle.when-stuck = 'kill': write report or halt."),
        problems("lifecycle { start-limit = 5ms, stop-limitt = 3s, when-stuck = kill }"));
    assertEquals(
        List.of(
            "node.conf:4: primacy.lifecycle: write an object, for example { stop-limit = 5s }."),
        problems("lifecycle = 3"));
  }

  @Test
  void aStopThatMayOutlastTheDrainIsRefused() throws IOException {
    assertEquals(
        List.of(
            "node.conf:4: primacy.lifecycle.stop-limit = 4000ms is longer than"
                + " election.timing.drain-limit (3000ms), after which another node leads all the"
                + " same. Shorten it, or lengthen the drain limit."),
        problems("lifecycle { stop-limit = 4s }"));
  }

  private NodeConfig read(String section) throws IOException {
    return NodeConfig.read(
        Files.writeString(
            directory.resolve("node.conf"),
            """
            primacy {
              election { node = n1, provider = zookeeper, timing.lease = 3s
                zookeeper.connect = "127.0.0.1:2181" }
              %s
              elections = [ { name = ledger } ]
            }
            """
                .formatted(section)));
  }

  private List<String> problems(String section) {
    return assertThrows(ConfigurationException.class, () -> read(section)).problems();
  }
}
