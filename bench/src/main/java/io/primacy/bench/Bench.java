package io.primacy.bench;

import io.primacy.election.node.console.Failure;
import io.primacy.election.node.console.Output;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The program of measurements, started by {@code ./primacy bench}. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(execute(new BenchCommand(), arguments));
  }

  /** Runs a command of this program; how it fails depends on whether it is asked for JSON. */
  static int execute(Callable<Integer> command, String... arguments) {
    return commandLine(command, Arrays.asList(arguments).contains("--json")).execute(arguments);
  }

  static CommandLine commandLine(Callable<Integer> command, boolean json) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              Failure failure = Failure.of(thrown);
              (json ? line.getOut() : line.getErr())
                  .println(json ? Output.json(failure) : Output.text(failure));
              return failure.exitCode();
            });
  }
}
