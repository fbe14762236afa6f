package io.primacy.election.atomix;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.tck.wire.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three voters in processes of their own, to be killed and stopped. */
final class ProcessVoters implements AutoCloseable {

  private static final int LINES = 60; // Of what a voter logged, shown when it does not serve.

  private final Path directory;
  private final Duration lease;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private final Map<String, String> states = new ConcurrentHashMap<>();

  ProcessVoters() throws IOException {
    this(TestVoters.LEASE);
  }

  ProcessVoters(Duration lease) throws IOException {
    this.lease = lease;
    this.directory = Files.createTempDirectory("atomix-processes");
    List<Integer> free = FreePorts.inRows(3, 1);
    List<String> ids = List.of("n1", "n2", "w");
    for (int i = 0; i < ids.size(); i++) {
      ports.put(ids.get(i), free.get(i));
    }
    ids.forEach(this::start);
  }

  List<String> ids() {
    return List.copyOf(ports.keySet());
  }

  void start(String id) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx96m",
                  "-XX:TieredStopAtLevel=1",
                  "-ea",
                  "--add-opens",
                  "java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  VoterProcess.class.getName(),
                  id,
                  members(),
                  directory.resolve(id).toString(),
                  Long.toString(lease.toMillis()))
              .redirectError(ProcessBuilder.Redirect.appendTo(log(id).toFile()))
              .start();
      states.put(id, "starts");
      processes.put(id, process);
      Thread reader = new Thread(() -> follow(id, process), "voter-" + id);
      reader.setDaemon(true);
      reader.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill(String id) {
    Process process = processes.remove(id);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    states.put(id, "killed");
  }

  /** SIGSTOP or SIGCONT. */
  void signal(String id, String signal) throws Exception {
    long pid = processes.get(id).pid();
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
    if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new AssertionError("kill -" + signal + " " + pid + " failed");
    }
  }

  String awaitLeader(String... but) {
    String[] found = new String[1];
    TestVoters.await(
        "a leader other than " + List.of(but),
        () -> {
          List<String> leaders =
              states.entrySet().stream()
                  .filter(state -> state.getValue().equals("leads"))
                  .map(Map.Entry::getKey)
                  .filter(id -> !List.of(but).contains(id))
                  .toList();
          found[0] = leaders.size() == 1 ? leaders.get(0) : null;
          return found[0] != null;
        });
    return found[0];
  }

  void awaitServing(String id) {
    try {
      TestVoters.await(
          id + " serves", () -> states.get(id).equals("leads") || states.get(id).equals("follows"));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; found: " + states + said(id), e);
    }
  }

  /** A client of all voters. */
  ElectionBackend client() {
    return TestVoters.open("client-of-them", Map.of("members", members()), Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    List.copyOf(processes.keySet()).forEach(this::kill);
    TestVoters.delete(directory);
  }

  private Path log(String id) {
    return directory.resolve(id + ".log");
  }

  private String said(String id) {
    try {
      List<String> lines = Files.readAllLines(log(id));
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
          .collect(Collectors.joining("\n  ", "\n  ", ""));
    } catch (IOException e) {
      return ", and its log can not be read: " + e;
    }
  }

  private String members() {
    return ports.entrySet().stream()
        .map(member -> member.getKey() + "=127.0.0.1:" + member.getValue())
        .collect(Collectors.joining(","));
  }

  private void follow(String id, Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (processes.get(id) == process) {
          states.put(id, line);
        }
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }
}
