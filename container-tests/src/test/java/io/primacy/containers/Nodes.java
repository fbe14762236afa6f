package io.primacy.containers;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Two nodes and a witness as they are shipped, on this machine, each with its port for HTTP. */
final class Nodes implements AutoCloseable {

  static final List<String> NODES = List.of("n1", "n2");
  static final String WITNESS = "w";

  private static final Duration EVENTUALLY = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Path directory;
  private final Map<String, Integer> http = new LinkedHashMap<>();
  private final Map<String, Process> running = new LinkedHashMap<>();

  private Nodes(Path directory) {
    this.directory = directory;
  }

  static Nodes start(Path directory) throws Exception {
    Nodes nodes = new Nodes(directory);
    List<String> all = List.of("n1", "n2", WITNESS);
    Map<String, Integer> voters = new LinkedHashMap<>();
    for (String name : all) {
      voters.put(name, rowOfPorts());
      nodes.http.put(name, freePort());
    }
    String members =
        voters.entrySet().stream()
            .map(voter -> voter.getKey() + "=127.0.0.1:" + voter.getValue())
            .collect(Collectors.joining(","));
    for (String name : all) {
      String elections = name.equals(WITNESS) ? "" : "elections = [ { name = ledger } ]";
      Files.writeString(
          nodes.config(name),
          """
          primacy {
            election { node = %s, provider = raft, timing.lease = 2s, raft { members = "%s", log-dir = "%s" } }
            http.port = %d
            %s
          }
          """
              .formatted(name, members, directory.resolve(name), nodes.http.get(name), elections));
      nodes.start(name);
    }
    return nodes;
  }

  private void start(String name) throws IOException {
    String command = name.equals(WITNESS) ? "witness" : "run";
    running.put(name, primacy(directory.resolve(name + ".log"), command, "--config", file(name)));
  }

  /** The port for HTTP of a node. */
  int port(String name) {
    return http.get(name);
  }

  int status(String name, String path) throws Exception {
    return get(name, path).statusCode();
  }

  HttpResponse<String> get(String name, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port(name) + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  String awaitLeader() throws Exception {
    await("a leader", () -> says("n1", "/leader") || says("n2", "/leader"));
    return says("n1", "/leader") ? "n1" : "n2";
  }

  /** Whether a node answers a path with 200. */
  boolean says(String name, String path) throws Exception {
    try {
      return status(name, path) == 200;
    } catch (IOException e) {
      return false; // It does not answer, yet or any more.
    }
  }

  void handOver(String to) throws Exception {
    Path log = directory.resolve("handover.log");
    Process handover =
        primacy(log, "handover", "ledger", to, "--yes", "--reason", "a test", "--config", file(to));
    if (!handover.waitFor(EVENTUALLY.toSeconds(), TimeUnit.SECONDS) || handover.exitValue() != 0) {
      handover.destroyForcibly();
      throw new AssertionError("the handover: " + Files.readString(log));
    }
  }

  /** SIGKILL. */
  void kill(String name) throws InterruptedException {
    running.remove(name).destroyForcibly().waitFor();
  }

  static String other(String node) {
    return node.equals("n1") ? "n2" : "n1";
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + EVENTUALLY.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Expected: " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /* Three in a row, below those the system gives away. */
  private static int rowOfPorts() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int first = 20_000 + 3 * ThreadLocalRandom.current().nextInt(4000);
      if (isFree(first) && isFree(first + 1) && isFree(first + 2)) {
        return first;
      }
    }
    throw new AssertionError("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private Path config(String name) {
    return directory.resolve(name + ".conf");
  }

  private String file(String name) {
    return config(name).toString();
  }

  private static Process primacy(Path log, String... arguments) throws IOException {
    Path dist = Path.of(System.getProperty("primacy.dist")).normalize();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.add("-Dprimacy.backends=" + dist.resolve("backends"));
    command.addAll(List.of("-cp", dist.resolve("lib") + "/*"));
    command.add("io.primacy.election.node.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : running.values()) {
      process.destroyForcibly().waitFor();
    }
  }
}
