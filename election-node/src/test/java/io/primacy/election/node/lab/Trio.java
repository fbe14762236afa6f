package io.primacy.election.node.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.Timing;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Two nodes and a witness as processes that keep the store themselves, and what they say. */
final class Trio implements AutoCloseable {

  static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(2));
  static final String WITNESS = "w";
  static final List<String> NODES = List.of("n1", "n2");
  static final List<String> ALL = List.of("n1", "n2", WITNESS);

  private static final String STANDS = "primacy.elections = [ { name = ledger } ]\n";
  private static final Duration EVENTUALLY = Duration.ofSeconds(30);

  private final Path directory;
  private final Children children = new Children();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Integer> webPorts = new LinkedHashMap<>();

  // All guarded by this.
  private final Map<String, Child> running = new HashMap<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private final Set<String> ready = new HashSet<>();
  private final Map<String, Long> leading = new HashMap<>();
  private final List<Long> tokens = new ArrayList<>();
  private final List<String> overlaps = new ArrayList<>();

  Trio(Path directory, WitnessedStore.Voters voters) throws IOException {
    this.directory = directory;
    List<Integer> free = FreePorts.inRows(2 * ALL.size(), voters.portsEach());
    for (String name : ALL) {
      ports.put(name, free.get(ports.size()));
    }
    for (String name : ALL) {
      Map<String, String> told = voters.settings(addresses(), directory.resolve("log-" + name));
      String text = LabConfig.witness(name, voters.provider(), told, TIMING);
      String stands = name.equals(WITNESS) ? "" : STANDS + disk(directory);
      webPorts.put(name, free.get(ALL.size() + webPorts.size()));
      String http = "primacy.http.port = " + webPorts.get(name) + "\n";
      Files.writeString(config(name), text + stands + http);
    }
  }

  private static String disk(Path directory) {
    return "primacy.health.checks.data { type = disk, free = 1KiB, directory = \""
        + directory
        + "\" }\n";
  }

  private Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    ports.forEach((name, port) -> addresses.put(name, "127.0.0.1:" + port));
    return addresses;
  }

  Path config(String name) {
    return directory.resolve(name + ".conf");
  }

  int port(String name) {
    return ports.get(name);
  }

  /** Asks its port for HTTP. */
  URI at(String name, String path) {
    return URI.create("http://127.0.0.1:" + webPorts.get(name) + path);
  }

  synchronized void start(String name) {
    int run = runs.merge(name, 1, Integer::sum);
    String command = name.equals(WITNESS) ? "witness" : "run";
    List<String> arguments =
        List.of(
            ParentWatch.class.getName(),
            "io.primacy.election.node.Main",
            command,
            "--json",
            "--config",
            config(name).toString());
    Path log = directory.resolve(name + ".log");
    running.put(name, children.start(name, arguments, log, line -> hear(name, run, line)));
  }

  void startAll() {
    ALL.forEach(this::start);
  }

  /** SIGKILL. */
  void kill(String name) throws InterruptedException {
    Child child;
    synchronized (this) {
      child = running.remove(name);
      runs.merge(name, 1, Integer::sum);
      leading.remove(name);
      ready.remove(name);
    }
    child.kill();
    if (!child.awaitEnd(EVENTUALLY)) {
      throw new AssertionError(name + " is not gone");
    }
  }

  void awaitReady(String name) throws InterruptedException {
    await(name + " takes part", () -> ready.contains(name));
  }

  String awaitLeader() throws InterruptedException {
    await("one leads", () -> leading.size() == 1);
    return leader();
  }

  void awaitNoLeader() throws InterruptedException {
    await("nobody leads", leading::isEmpty);
  }

  synchronized String leader() {
    return String.join(" and ", leading.keySet());
  }

  synchronized List<Long> tokens() {
    return List.copyOf(tokens);
  }

  /** When somebody was told that it leads while another had not said that it no longer does. */
  synchronized List<String> overlaps() {
    return List.copyOf(overlaps);
  }

  @Override
  public void close() {
    children.close();
  }

  private synchronized void await(String what, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + EVENTUALLY.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "Expected: " + what + "; ready " + ready + ", leading " + leading + ", " + tokens);
      }
      wait(left / 1_000_000 + 1);
    }
  }

  private void hear(String name, int run, String line) {
    Json.parse(line).ifPresent(said -> hear(name, run, said));
  }

  private synchronized void hear(String name, int run, JsonNode said) {
    if (runs.get(name) != run) {
      return; // The last words of one that was killed.
    }
    switch (said.path("event").asText()) {
      case "stands", "takes-part" -> ready.add(name);
      case "waits" -> ready.remove(name);
      case "ended" -> leading.remove(name);
      case "leads" -> {
        if (!leading.isEmpty()) {
          overlaps.add(name + " beside " + leading);
        }
        leading.put(name, said.path("token").asLong());
        tokens.add(said.path("token").asLong());
      }
      default -> {}
    }
    notifyAll();
  }
}
