package io.primacy.election.zookeeper;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** ZooKeeper servers, each a process of its own, that can be killed and started again. */
final class TestEnsemble implements AutoCloseable {

  /** After so many transactions or fewer a server takes a snapshot and begins another log. */
  static final int SNAP_COUNT = 200;

  private static final long PATIENCE_NANOS = MILLISECONDS.toNanos(30_000);

  private final Path home;
  private final List<Integer> clientPorts;
  private final Map<Integer, Process> running = new TreeMap<>();

  private TestEnsemble(Path home, List<Integer> clientPorts) {
    this.home = home;
    this.clientPorts = clientPorts;
  }

  /** Starts servers and waits until they serve. */
  static TestEnsemble of(int size, String... config) throws IOException {
    Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "ensemble");
    List<Integer> ports = FreePorts.inRows(3 * size, 1);
    TestEnsemble ensemble = new TestEnsemble(home, ports.subList(0, size));
    for (int i = 0; i < size; i++) {
      ensemble.configure(i, ports, config);
      ensemble.start(i);
    }
    ensemble.awaitServing();
    return ensemble;
  }

  int size() {
    return clientPorts.size();
  }

  List<Integer> clientPorts() {
    return clientPorts;
  }

  String connect() {
    return clientPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** Kills a server, as a loss of power would. */
  void kill(int server) {
    Process process = running.remove(server);
    process.destroyForcibly().onExit().join();
  }

  /** Sends a server a signal: STOP or CONT, for example. */
  void signal(int server, String signal) throws Exception {
    long pid = running.get(server).pid();
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + signal + " " + pid + " failed");
    }
  }

  void start(int server) throws IOException {
    Path own = home.resolve("server" + server);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dzookeeper.jmx.log4j.disable=true",
                "-Dzookeeper.snapCount=" + SNAP_COUNT,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ServerProcess.class.getName(),
                own.resolve("zoo.cfg").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(own.resolve("log").toFile()))
            .start();
    running.put(server, process);
  }

  /** Waits until every running server is part of a quorum. */
  void awaitServing() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (int server : List.copyOf(running.keySet())) {
      while (!isServing(server)) {
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException("Server " + server + " does not serve; see " + home);
        }
        LockSupport.parkNanos(MILLISECONDS.toNanos(20));
      }
    }
  }

  /** The server that leads the others. */
  int leader() {
    for (int server : running.keySet()) {
      String mode = ask(server, "srvr");
      if (mode.contains("Mode: leader") || mode.contains("Mode: standalone")) {
        return server;
      }
    }
    throw new IllegalStateException("No server leads");
  }

  String ask(int server, String word) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPorts.get(server)), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::kill);
  }

  private boolean isServing(int server) {
    return ask(server, "srvr").contains("Mode: ");
  }

  private void configure(int server, List<Integer> ports, String... config) throws IOException {
    int size = clientPorts.size();
    Path own = Files.createDirectories(home.resolve("server" + server));
    Path data = Files.createDirectories(own.resolve("data"));
    Files.writeString(data.resolve("myid"), Integer.toString(server + 1));
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "tickTime=500",
            "initLimit=20",
            "syncLimit=4",
            "dataDir=" + data.toAbsolutePath(),
            "clientPort=" + clientPorts.get(server),
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            "maxClientCnxns=0",
            "4lw.commands.whitelist=srvr,cons,wchp"));
    lines.addAll(List.of(config));
    for (int i = 0; size > 1 && i < size; i++) {
      lines.add(
          "server."
              + (i + 1)
              + "=127.0.0.1:"
              + ports.get(size + 2 * i)
              + ":"
              + ports.get(size + 2 * i + 1));
    }
    Files.write(own.resolve("zoo.cfg"), lines);
  }
}
