package io.primacy.election.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two nodes: a process that comes and goes under one name. */
final class DemoNode {

  private final String name;
  private final Path config;
  private final Path directory;
  private final Children children;
  private final History history;

  private @Nullable Child child; // Confined to the thread that plays.

  DemoNode(String name, Path config, Path directory, Children children, History history) {
    this.name = name;
    this.config = config;
    this.directory = directory;
    this.children = children;
    this.history = history;
  }

  String name() {
    return name;
  }

  void start() {
    List<String> arguments =
        List.of(
            "io.primacy.election.node.Main",
            "demo-node",
            "--config",
            config.toString(),
            "--ledger",
            directory.resolve("ledger").toString());
    child = children.start(name, arguments, directory.resolve(name + ".log"), this::hear);
    did(Moment.Kind.STARTED, "process " + child.pid());
  }

  /** SIGKILL; returns when the process is gone. */
  void kill(Duration limit) throws InterruptedException {
    Child running = running();
    running.kill();
    did(Moment.Kind.KILLED, "kill -9 " + running.pid());
    requireEnd(running, limit);
  }

  /** What is done while a node is frozen. */
  @FunctionalInterface
  interface Wait {
    void await() throws InterruptedException;
  }

  /** SIGSTOP; SIGCONT when the wait is over, however it ends. */
  void whileFrozen(Wait wait) throws InterruptedException {
    Child running = running();
    Freezer freezer = Freezer.freeze(running);
    did(Moment.Kind.FROZEN, "kill -STOP " + running.pid());
    try {
      wait.await();
    } finally {
      // Told first: what the node does next must not come before it.
      did(Moment.Kind.THAWED, "kill -CONT " + running.pid());
      freezer.thaw();
    }
  }

  /** SIGTERM; returns when the process has ended by itself, with code 0. */
  void close(Duration limit) throws InterruptedException {
    Child running = running();
    did(Moment.Kind.ASKED_TO_CLOSE, "kill -TERM " + running.pid());
    running.terminate();
    requireEnd(running, limit);
    did(Moment.Kind.EXITED, "exit code " + running.exitCode());
    if (running.exitCode() != ExitCode.OK) {
      throw new ActFailedException(
          name + " ended with code " + running.exitCode() + " when asked to close, not 0.");
    }
  }

  private void requireEnd(Child running, Duration limit) throws InterruptedException {
    if (!running.awaitEnd(limit)) {
      throw new ActFailedException(name + " still runs " + Words.seconds(limit) + " later.");
    }
  }

  private Child running() {
    if (child == null || !child.isAlive()) {
      throw new ActFailedException(name + " does not run, though nobody stopped it.");
    }
    return child;
  }

  private void did(Moment.Kind kind, String detail) {
    history.add(at -> new Moment.Deed(at, name, kind, detail));
  }

  private void hear(String line) {
    Json.parse(line).ifPresent(this::hear);
  }

  private void hear(JsonNode said) {
    String event = said.path("event").asText();
    history.add(at -> new Moment.Told(at, name, event, said));
  }
}
