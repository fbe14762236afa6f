package io.primacy.election.node.supervise;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A supervisor as a process, with the node it supervises, and what both say. */
final class SupervisedNode implements AutoCloseable {

  static final Duration EVENTUALLY = Duration.ofSeconds(30);

  /** A line, and when it was read on this process' monotonic clock. */
  record Said(long at, JsonNode details) {
    String event() {
      return details.path("event").asText();
    }

    long number(String key) {
      return details.path(key).asLong();
    }
  }

  private final String name;
  private final Process process;
  private final List<Said> said = new ArrayList<>(); // Guarded by this.
  private volatile boolean over;
  private final List<String> others = new ArrayList<>(); // Lines that are no events; as well.

  private SupervisedNode(String name, Process process, Path out) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(() -> read(out), "reads-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  static SupervisedNode start(Path directory, String name, String config) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".conf"), config);
    List<String> command = new ArrayList<>();
    // Whoever runs the tests may have these ignored, as nohup and a shell in the background do.
    command.addAll(List.of("env", "--default-signal=HUP,INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(List.of("--add-opens", "java.base/java.util.concurrent.atomic=ALL-UNNAMED"));
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.primacy.election.node.Main", "run", "--supervised", "--json"));
    command.addAll(List.of("--config", file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(directory.resolve(name + ".log").toFile());
    Path out = directory.resolve(name + ".out");
    builder.redirectOutput(out.toFile());
    return new SupervisedNode(name, builder.start(), out);
  }

  long supervisor() {
    return process.pid();
  }

  /** The process of the node that runs now. */
  ProcessHandle child() throws InterruptedException {
    Said last = await(0, "supervised", line -> true);
    for (Said line : all()) {
      last = line.event().equals("supervised") ? line : last;
    }
    return ProcessHandle.of(last.number("pid")).orElseThrow();
  }

  void signal(String signal) throws IOException, InterruptedException {
    send(signal, process.pid());
  }

  static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(EVENTUALLY.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(name + "'s supervisor still runs; " + all());
    }
    return process.exitValue();
  }

  /** How much was said until now. */
  synchronized int position() {
    return said.size();
  }

  synchronized List<Said> all() {
    return List.copyOf(said);
  }

  synchronized List<String> others() {
    return List.copyOf(others);
  }

  Said await(int from, String event) throws InterruptedException {
    return await(from, event, line -> true);
  }

  synchronized Said await(int from, String event, Predicate<Said> which)
      throws InterruptedException {
    long end = System.nanoTime() + EVENTUALLY.toNanos();
    while (true) {
      Optional<Said> found =
          said.stream()
              .skip(from)
              .filter(line -> line.event().equals(event) && which.test(line))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("Expected of " + name + ": " + event + "; it said " + said);
      }
      wait(left);
    }
  }

  /* From a file: what a node says after its supervisor is gone would be lost with a pipe. */
  private void read(Path out) {
    StringBuilder line = new StringBuilder();
    try (InputStream bytes = Files.newInputStream(out)) {
      while (!over) {
        int next = bytes.read();
        if (next < 0) {
          LockSupport.parkNanos(2_000_000);
        } else if (next == '\n') {
          hear(line.toString(), System.nanoTime());
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void hear(String line, long at) {
    Json.parse(line)
        .ifPresentOrElse(details -> said.add(new Said(at, details)), () -> others.add(line));
    notifyAll();
  }

  /** Kills both, the node first: it has nobody to close for. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    over = true;
  }
}
