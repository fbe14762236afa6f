package io.primacy.election.node.lab;

import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * All processes the demo started. None outlives it: see {@link ParentWatch} for when it is killed.
 */
public final class Children implements AutoCloseable {

  /** The variable that tells a process which run of its name it is. */
  static final String RUN = "PRIMACY_LAB_RUN";

  private static final Duration LONGEST_DYING = Duration.ofSeconds(5);

  private final Place place;
  private final List<Child> started = new ArrayList<>(); // Guarded by this.
  private boolean closed; // Guarded by this.

  /** Processes of this machine. */
  Children() {
    this(new ThisMachine());
  }

  Children(Place place) {
    this.place = place;
  }

  /** The address at which the others reach a process. */
  String host(String name) {
    return place.host(name);
  }

  /** Starts the first run of a class of this program. */
  Child start(String name, List<String> arguments, Path log, Consumer<String> lines) {
    return start(name, 1, System.getProperty("java.class.path"), arguments, log, lines);
  }

  /**
   * Starts a class in a process of its own, with the same backends.
   *
   * @param run which run of that name it is; it finds that in its environment
   * @param log where its standard error goes
   * @param lines told every line of its standard output
   */
  synchronized Child start(
      String name,
      int run,
      String classPath,
      List<String> command,
      Path log,
      Consumer<String> lines) {
    if (closed) {
      throw new LabException("The demo was stopped; " + name + " was not started.");
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    arguments.addAll(List.of("--add-opens", "java.base/java.util.concurrent.atomic=ALL-UNNAMED"));
    arguments.addAll(InstalledBackends.asOption());
    arguments.addAll(List.of("-cp", classPath));
    arguments.addAll(command);
    Map<String, String> environment = Map.of(RUN, Integer.toString(run));
    try {
      Child child = place.start(new Place.Order(name, arguments, environment, log, lines));
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
    List<CompletableFuture<?>> ends = new ArrayList<>();
    started.forEach(child -> ends.addAll(child.killAll()));
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
          .get(LONGEST_DYING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // They are killed; only the wait for it is cut short.
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // As above: the kernel takes its time.
    }
    place.close();
  }
}
