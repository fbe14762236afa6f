package io.primacy.election.node.console;

import com.google.inject.ProvisionException;
import io.primacy.election.ConfigurationException;
import io.primacy.election.NodeAlreadyRunningException;
import io.primacy.election.spi.BackendException;
import java.util.List;

/**
 * Why a command ends without its answer.
 *
 * @param exitCode see {@link ExitCode}
 * @param sentences for people, each on its own
 */
public record Failure(int exitCode, List<String> sentences) {

  public Failure {
    sentences = List.copyOf(sentences);
  }

  /** What an exception means to the person who gave the command. */
  public static Failure of(Throwable thrown) {
    Throwable cause =
        thrown instanceof ProvisionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof CommandException e) {
      return new Failure(e.exitCode(), List.of(message));
    }
    if (cause instanceof ConfigurationException e) {
      return new Failure(ExitCode.CONFIGURATION, e.problems());
    }
    if (cause instanceof BackendException) {
      return new Failure(ExitCode.CONFIGURATION, List.of(message));
    }
    if (cause instanceof NodeAlreadyRunningException) {
      return new Failure(ExitCode.ALREADY_RUNNING, List.of(message));
    }
    String sentence =
        "A fault of this program, please report it: " + cause + " at " + place(cause) + ".";
    return new Failure(ExitCode.SOFTWARE, List.of(sentence));
  }

  private static String place(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
