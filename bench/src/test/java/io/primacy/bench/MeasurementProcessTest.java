package io.primacy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it. */
class MeasurementProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir Path folder;
  private Process bench;

  @AfterEach
  void end() {
    if (bench != null) {
      ProcessTree.kill(bench.toHandle());
    }
  }

  @Test
  void whatFailsIsToldAndTheOthersAreMeasured() throws Exception {
    start("--only", "atomix,handover"); // No backend is installed; ZooKeeper is on the class path.

    assertTrue(bench.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    String told = Files.readString(folder.resolve("told"));
    assertEquals(70, bench.exitValue(), told);
    assertTrue(told.contains("The measurement atomix failed: "), told);
    assertTrue(told.contains("Handover gap"), told);
    assertTrue(Files.exists(folder.resolve("figures/handover.json")), told);
    assertFalse(Files.exists(folder.resolve("figures/atomix.json")), told);

    List<Path> kept = scratch();
    assertEquals(1, kept.size(), "what the failed one wrote, and of the other nothing");
    assertTrue(told.contains("these failed: atomix, whose logs are in " + kept.get(0) + "."), told);
  }

  /** SIGKILL of the command: neither the measurement nor its server goes on. */
  @Test
  void nobodyOutlivesTheCommand() throws Exception {
    start("--only", "handover");
    List<ProcessHandle> started = awaitDescendants(2);

    bench.destroyForcibly();

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (started.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    List<ProcessHandle> alive = started.stream().filter(ProcessHandle::isAlive).toList();
    started.forEach(ProcessHandle::destroyForcibly);
    assertEquals(List.of(), alive);
  }

  private void start(String... arguments) throws IOException {
    Files.createDirectory(folder.resolve("installed"));
    Files.createDirectory(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-D" + InstalledBackends.DIRECTORIES + "=" + folder.resolve("installed"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Bench.class.getName(), "--quick"));
    command.addAll(List.of("--out", folder.resolve("figures").toString()));
    command.addAll(List.of(arguments));
    bench =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("told").toFile())
            .start();
  }

  private List<ProcessHandle> awaitDescendants(int count) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<ProcessHandle> found = List.of();
    while (found.size() < count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      found = bench.descendants().toList();
    }
    assertEquals(count, found.size());
    return found;
  }

  private List<Path> scratch() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("tmp"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("primacy-bench")).toList();
    }
  }
}
