package io.primacy.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short campaign with a container for each process, as people start it. */
class CampaignTest {

  private static final String SEED = "20"; // Begins with a leader that is taken off the network.

  @Test
  @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aShortCampaignInContainersViolatesNothing() throws Exception {
    Path dist = Path.of(System.getProperty("primacy.dist")).normalize();
    Process campaign =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dprimacy.backends=" + dist.resolve("backends"),
                "-cp",
                dist.resolve("lib") + "/*",
                "io.primacy.election.node.Main",
                "torture",
                "--json",
                "--containers",
                "--minutes",
                "0.3",
                "--seed",
                SEED)
            .redirectErrorStream(true)
            .start();
    List<String> lines = campaign.inputReader().lines().toList();

    assertTrue(campaign.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, campaign.exitValue(), () -> String.join("\n", lines));
    assertTrue(lines.stream().anyMatch(line -> line.contains("\"cut off ")), lines::toString);
  }
}
