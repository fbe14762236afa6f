package io.primacy.election.node.console;

/** A command that can not give its answer, with the code it ends with. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** See {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
