package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.tck.wire.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three voters in processes of their own, to be killed and stopped. */
final class ProcessVoters implements AutoCloseable {

  private final Path directory;
  private final Duration lease;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private final Map<String, String> states = new ConcurrentHashMap<>();
  private final Map<String, Integer> snapshots = new ConcurrentHashMap<>();

  ProcessVoters() throws IOException {
    this(TestVoters.LEASE);
  }

  ProcessVoters(Duration lease) throws IOException {
    this.lease = lease;
    this.directory = Files.createTempDirectory("raft-processes");
    List<Integer> free = FreePorts.inRows(3, TestVoters.PORTS_EACH);
    List<String> ids = List.of("n1", "n2", "w");
    for (int i = 0; i < ids.size(); i++) {
      ports.put(ids.get(i), free.get(i));
    }
    ids.forEach(this::start);
  }

  List<String> ids() {
    return List.copyOf(ports.keySet());
  }

  int port(String id) {
    return ports.get(id);
  }

  void start(String id) {
    start(id, command(id));
  }

  /** As on a disk that is full: no file can grow beyond some kilobytes. */
  void startOnFullDisk(String id, int kilobytes) {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("bash", "-c", "ulimit -f " + kilobytes + " && exec \"$@\"", "voter"));
    limited.addAll(command(id));
    start(id, limited);
  }

  private List<String> command(String id) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx96m",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-ea",
        "-cp",
        System.getProperty("java.class.path"),
        VoterProcess.class.getName(),
        id,
        members(),
        directory.resolve(id).toString(),
        Long.toString(lease.toMillis()));
  }

  private void start(String id, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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

  /** Has every voter that runs put a snapshot in the place of its log. */
  void compactLogs() throws IOException {
    for (Map.Entry<String, Process> voter : Map.copyOf(processes).entrySet()) {
      String id = voter.getKey();
      int before = snapshots.getOrDefault(id, 0);
      OutputStream commands = voter.getValue().getOutputStream();
      commands.write('\n');
      commands.flush();
      TestVoters.await(id + " has a snapshot", () -> snapshots.getOrDefault(id, 0) > before);
    }
  }

  /** SIGSTOP or SIGCONT. */
  void signal(String id, String signal) throws Exception {
    long pid = processes.get(id).pid();
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
    if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new AssertionError("kill -" + signal + " " + pid + " failed");
    }
  }

  /** The Raft leader, once all voters that run agree on one and serve: none of them is new then. */
  String awaitLeader() {
    String[] found = new String[1];
    TestVoters.await(
        "one leads and the others follow",
        () -> {
          List<String> now = processes.keySet().stream().map(states::get).toList();
          found[0] =
              processes.keySet().stream()
                  .filter(id -> states.get(id).equals("leads"))
                  .findFirst()
                  .orElse("");
          return now.stream().filter("leads"::equals).count() == 1
              && now.stream().filter("follows"::equals).count() == now.size() - 1;
        });
    return found[0];
  }

  /** The last thing a voter said of itself. */
  String state(String id) {
    return states.get(id);
  }

  void awaitServing(String id) {
    TestVoters.await(
        id + " serves", () -> states.get(id).equals("leads") || states.get(id).equals("follows"));
  }

  /** A client of all voters, or of some. */
  ElectionBackend client(String... of) {
    return TestVoters.open("client", Map.of("connect", connect(of)), Duration.ofSeconds(1));
  }

  String connect(String... of) {
    List<String> some = of.length == 0 ? ids() : List.of(of);
    return some.stream()
        .map(id -> "127.0.0.1:" + (ports.get(id) + Peer.CLIENT_OFFSET))
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    List.copyOf(processes.keySet()).forEach(this::kill);
    TestVoters.delete(directory);
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
        if (line.equals(VoterProcess.SNAPSHOT)) {
          snapshots.merge(id, 1, Integer::sum);
        } else if (processes.get(id) == process) {
          states.put(id, line);
        }
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }
}
