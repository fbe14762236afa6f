package io.primacy.bench;

import io.primacy.election.node.console.Failure;
import io.primacy.election.node.console.Output;
import java.util.Arrays;
import picocli.CommandLine;

/** The program of measurements, started by {@code ./primacy bench}. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(Arrays.asList(arguments).contains("--json")).execute(arguments));
  }

  static CommandLine commandLine(boolean json) {
    CommandLine line = new CommandLine(new BenchCommand());
    return line.setCommandName("primacy bench")
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              Failure failure = Failure.of(thrown);
              (json ? command.getOut() : command.getErr())
                  .println(json ? Output.json(failure) : Output.text(failure));
              return failure.exitCode();
            });
  }
}
