package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.process.ProcessTree;
import io.primacy.election.spi.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program says by its exit code: 0 is well. The first line it prints is the detail; more
 * than {@value #MOST_OUTPUT} bytes are read and dropped.
 *
 * <p>At the timeout the program and all it started are killed, those excepted that have left its
 * tree of processes. What it started and left behind when it ended by itself goes on.
 */
final class ScriptCheck implements HealthCheck {

  private static final Setting<List<String>> COMMAND =
      Setting.list("command", "the program and its arguments, which hold no comma");

  static final CheckType TYPE =
      new CheckType(
          "script",
          List.of(COMMAND),
          Rhythm.USUAL,
          settings -> new ScriptCheck(settings.get(COMMAND)));

  private static final int MOST_OUTPUT = 4096;
  private static final long LOOK_EVERY_MILLIS = 20;

  private final List<String> command;

  ScriptCheck(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public Verdict check(Duration limit) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      Output output = new Output(process.getInputStream());
      // A pipe that a left-behind child holds open never ends: look, do not wait for its end.
      while (process.isAlive()) {
        if (!output.drain()) {
          process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } else if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      output.drain(); // What a program said last, in case it said nothing else.
      int code = process.exitValue();
      String detail = "ended with " + code + output.firstLine();
      return code == 0 ? Verdict.well(detail) : Verdict.ill(detail);
    } finally {
      if (process.isAlive()) {
        ProcessTree.kill(process.toHandle());
      }
      process.getInputStream().close();
    }
  }

  /** What a program prints, up to a limit. Never waits. */
  private static final class Output {

    private final InputStream from;
    private final byte[] kept = new byte[MOST_OUTPUT];
    private int length;

    Output(InputStream from) {
      this.from = from;
    }

    /* Whether there was something. */
    boolean drain() throws IOException {
      int ready = from.available();
      int room = Math.min(ready, MOST_OUTPUT - length);
      if (room > 0) {
        length += Math.max(0, from.read(kept, length, room));
      } else if (ready > 0) {
        from.skip(ready);
      }
      return ready > 0;
    }

    String firstLine() {
      String text = new String(kept, 0, length, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "" : ": " + text.lines().findFirst().orElse("");
    }
  }
}
