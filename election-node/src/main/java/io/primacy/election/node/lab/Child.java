package io.primacy.election.node.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of a lab. */
class Child {

  private final Process process;

  /** Reads nothing yet. */
  Child(Process process) {
    this.process = process;
  }

  /** Passes every line the process prints to a listener, on a thread for it. */
  static Child of(Process process, Consumer<String> lines) {
    Child child = new Child(process);
    child.read(lines);
    return child;
  }

  final void read(Consumer<String> lines) {
    Thread reader = new Thread(() -> readAll(lines), "reads-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** The shell command that stops it. */
  String stops() {
    return "kill -STOP " + pid();
  }

  /** The shell command that lets it go on. */
  String goesOn() {
    return "kill -CONT " + pid();
  }

  /** Takes it off the network: packets vanish, and nobody is told. */
  void cutOff() {
    throw new LabException("A process of this machine can not be taken off the network.");
  }

  /** Undoes that. */
  void connect() {
    throw new LabException("A process of this machine is always on the network.");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Writes a line to its standard input; one that has ended does not read it. */
  void tell(String line) {
    PrintWriter input = new PrintWriter(process.outputWriter(), true);
    input.println(line);
  }

  // By the handle: the process itself would close the pipes, and its last words were lost.

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL; ends a frozen process too. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** SIGKILL to the process that this one started; which one that was. */
  long killSupervised() {
    ProcessHandle supervised =
        process
            .children()
            .findFirst()
            .orElseThrow(() -> new LabException("Process " + pid() + " supervises none."));
    supervised.destroyForcibly();
    return supervised.pid();
  }

  /** SIGKILL to it and to what it started; they are gone when the stages complete. */
  List<CompletableFuture<?>> killAll() {
    List<ProcessHandle> below = process.descendants().toList();
    kill(); // First: it might start another.
    below.forEach(ProcessHandle::destroyForcibly);
    List<CompletableFuture<?>> ends = new ArrayList<>(List.of(process.onExit()));
    below.forEach(handle -> ends.add(handle.onExit()));
    return ends;
  }

  /** Whether the process ended within a limit. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void readAll(Consumer<String> lines) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      // The pipe of a process that was killed; its end is seen elsewhere.
    }
  }
}
