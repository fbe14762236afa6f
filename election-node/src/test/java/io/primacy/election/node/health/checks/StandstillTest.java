package io.primacy.election.node.health.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real process that is stopped and goes on. */
@Timeout(60)
class StandstillTest {

  private static final String READY = "ready";

  @Test
  void aProcessThatWasStoppedIsIllWhenItGoesOn() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stopped.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertEquals(READY, output.readLine());
      signal("STOP", process);
      TimeUnit.SECONDS.sleep(3);
      signal("CONT", process);

      String verdict = output.readLine();

      assertTrue(verdict.startsWith("the process stood still for "), verdict);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertEquals(0, kill.waitFor());
  }

  /** Prints the first verdict that is ill. */
  static final class Stopped {

    private Stopped() {}

    public static void main(String[] arguments) throws InterruptedException {
      StallCheck check = StallCheck.started(Environment.system().time(), Duration.ofSeconds(2));
      System.out.println(READY);
      Verdict verdict = check.check(Duration.ZERO);
      while (verdict.well()) {
        TimeUnit.MILLISECONDS.sleep(100);
        verdict = check.check(Duration.ZERO);
      }
      System.out.println(verdict.detail());
    }
  }
}
