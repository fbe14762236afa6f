package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.WatchdogConfig.Restarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code primacy.watchdog}. */
class WatchdogConfigTest {

  @TempDir Path directory;

  @Test
  void whatIsLeftOutFollowsFromTheLease() throws IOException {
    assertEquals(
        new WatchdogConfig(
            Duration.ofMillis(1500),
            Duration.ofMinutes(1),
            new Restarts(Duration.ofMillis(500), Duration.ofSeconds(30), 5, Duration.ofMinutes(10)),
            Optional.empty()),
        read(""));
  }

  @Test
  void everythingCanBeSaid() throws IOException {
    WatchdogConfig config =
        read(
            """
            watchdog {
              stall-limit = 2s
              start-limit = 20s
              restart { first-pause = 1s, longest-pause = 8s, most = 3, within = 5m }
              device = /dev/watchdog
            }
            """);

    assertEquals(
        new WatchdogConfig(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            new Restarts(Duration.ofSeconds(1), Duration.ofSeconds(8), 3, Duration.ofMinutes(5)),
            Optional.of(Path.of("/dev/watchdog"))),
        config);
    assertEquals(Duration.ofMillis(200), config.beatEvery());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertEquals(
        List.of(
            "node.conf:4: primacy.watchdog.devise is not a setting. Closest:"
                + " primacy.watchdog.device.",
            "node.conf:4: primacy.watchdog.stall-limit = 3000ms: write 100ms to 2999ms.",
            "node.conf:4: primacy.watchdog.restart.longest-pause = 100ms: write 500ms to"
                + " 3600000ms.",
            "node.conf:4: primacy.watchdog.restart.most = -1: write 0 to 1000."),
        problems(
            "watchdog { stall-limit = 3s, restart { longest-pause = 100ms, most = -1 }, devise = x"
                + " }"));
    assertEquals(
        List.of(
            "node.conf:4: primacy.watchdog: write an object, for example { stall-limit = 2s }."),
        problems("watchdog = on"));
  }

  private WatchdogConfig read(String watchdog) throws IOException {
    return NodeConfig.read(
            Files.writeString(
                directory.resolve("node.conf"),
                """
                primacy {
                  election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:1", timing.lease = 3s }
                  elections = [ { name = ledger } ]
                  %s
                }
                """
                    .formatted(watchdog)))
        .watchdog();
  }

  private List<String> problems(String watchdog) {
    return assertThrows(ConfigurationException.class, () -> read(watchdog)).problems();
  }
}
