package io.primacy.election.node.supervise;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.run.Lifeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the node is started: the program of this process, in a process of its own, which has the same
 * standard input, output and error. It gets the options of this one but for those that keep a
 * supervisor small (the launcher says which in {@code PRIMACY_SUPERVISOR_OPTS}), and those of
 * {@code PRIMACY_OPTS}, which are meant for it alone.
 */
final class ChildJvm implements Ward.Program {

  private static final String MAIN = "io.primacy.election.node.Main";

  private final List<String> arguments;

  /**
   * Starts nothing yet.
   *
   * @param arguments of the command line of the program
   */
  ChildJvm(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public Process start(Path lifeline) {
    try {
      return new ProcessBuilder(command(lifeline)).inheritIO().start();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.SOFTWARE, "The node's process can not be started: " + e.getMessage() + ".");
    }
  }

  private List<String> command(Path lifeline) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> supervisors = words("PRIMACY_SUPERVISOR_OPTS");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !supervisors.contains(option))
        .forEach(command::add);
    command.addAll(words("PRIMACY_OPTS"));
    command.add("-D" + Lifeline.PROPERTY + "=" + lifeline);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    return command;
  }

  private static List<String> words(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
