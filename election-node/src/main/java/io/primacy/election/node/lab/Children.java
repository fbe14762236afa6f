package io.primacy.election.node.lab;

import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All processes the demo started. None outlives it: see {@link ParentWatch} for when it is killed.
 */
public final class Children implements AutoCloseable {

  private static final Duration LONGEST_DYING = Duration.ofSeconds(5);

  private final List<Child> started = new ArrayList<>(); // Guarded by this.
  private boolean closed; // Guarded by this.

  /** Starts a class of this program in a process of its own, with the same backends. */
  Child start(String name, List<String> arguments, Path log, Consumer<String> lines) {
    return start(name, System.getProperty("java.class.path"), arguments, log, lines);
  }

  /**
   * The same with another class path.
   *
   * @param log where its standard error goes
   * @param lines told every line of its standard output
   */
  synchronized Child start(
      String name, String classPath, List<String> arguments, Path log, Consumer<String> lines) {
    if (closed) {
      throw new LabException("The demo was stopped; " + name + " was not started.");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("--add-opens", "java.base/java.util.concurrent.atomic=ALL-UNNAMED"));
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", classPath));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Child child = Child.of(builder.start(), lines);
      started.add(child);
      return child;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.SOFTWARE,
          "The process of " + name + " can not be started: " + e.getMessage() + ".");
    }
  }

  /** Kills what still runs, and waits until it is gone. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    started.forEach(Child::kill);
    try {
      for (Child child : started) {
        child.awaitEnd(LONGEST_DYING);
      }
    } catch (InterruptedException e) {
      // They are killed; only the wait for it is cut short.
      Thread.currentThread().interrupt();
    }
  }
}
