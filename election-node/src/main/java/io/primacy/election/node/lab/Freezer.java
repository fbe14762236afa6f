package io.primacy.election.node.lab;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;

/**
 * A stopped process, until it is thawed. The shell that stops it also thaws it when the demo is
 * killed meanwhile: it waits for the end of its standard input, whoever causes it.
 */
final class Freezer {

  private static final String STOP_UNTIL_END_OF_INPUT =
      "eval \"$0\" || exit 1; echo frozen; read -r never; eval \"$1\"";

  private final Process shell;

  private Freezer(Process shell) {
    this.shell = shell;
  }

  /** Returns once the process is stopped. */
  static Freezer freeze(Child child) {
    try {
      Process shell =
          new ProcessBuilder(
                  "/bin/sh", "-c", STOP_UNTIL_END_OF_INPUT, child.stops(), child.goesOn())
              .start();
      String answer = shell.inputReader().readLine();
      if (!"frozen".equals(answer)) {
        throw new LabException("Process " + child.pid() + " could not be stopped.");
      }
      return new Freezer(shell);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.SOFTWARE, "No shell to freeze a process with: " + e.getMessage() + ".");
    }
  }

  /** Thaws it; returns once that is done. */
  void thaw() {
    try {
      shell.getOutputStream().close();
      shell.waitFor();
    } catch (IOException e) {
      shell.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
