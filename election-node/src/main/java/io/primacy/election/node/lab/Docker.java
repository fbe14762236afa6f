package io.primacy.election.node.lab;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The container engine's command line. */
final class Docker {

  private static final int LONGEST_SECONDS = 60;

  private Docker() {}

  /** What a command printed, or nothing if it failed. */
  static Optional<String> run(String... arguments) {
    try {
      return Optional.of(require(arguments));
    } catch (CommandException e) {
      return Optional.empty();
    }
  }

  /**
   * What a command printed.
   *
   * @throws CommandException if it failed
   */
  static String require(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    String asked = String.join(" ", command);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // What it says fits into the pipe, so it ends without being read; and if not, it is ended.
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw unavailable(asked, "no end after " + LONGEST_SECONDS + " s");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw unavailable(asked, said.strip());
      }
      return said.strip();
    } catch (IOException e) {
      throw unavailable(asked, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(asked, "interrupted");
    }
  }

  private static CommandException unavailable(String asked, String found) {
    return new CommandException(
        ExitCode.UNAVAILABLE,
        "Asked for '" + asked + "'; found: " + found + ". Install and start a container engine.");
  }
}
