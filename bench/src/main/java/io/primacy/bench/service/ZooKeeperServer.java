package io.primacy.bench.service;

import io.primacy.election.node.lab.ParentWatch;
import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ZooKeeper server in a process of its own, on loopback, with its data on disk. */
public final class ZooKeeperServer implements AutoCloseable {

  private static final Pattern ZXID = Pattern.compile("Zxid: 0x([0-9a-f]+)");
  private static final Pattern RECEIVED = Pattern.compile("Received: ([0-9]+)");

  private final Path home;
  private final int port;
  private final Process process;

  /** One on its own. */
  public ZooKeeperServer() throws IOException {
    this(Scratch.folder(), FreePorts.one(), List.of());
    awaitAnswer();
  }

  /** Starts one with more lines in its configuration, and does not wait for it. */
  ZooKeeperServer(Path home, int port, List<String> more) throws IOException {
    this.home = home;
    this.port = port;
    Path config = home.resolve("zoo.cfg");
    List<String> lines = new ArrayList<>(more);
    lines.add("dataDir=" + home.resolve("data"));
    lines.add("clientPortAddress=127.0.0.1");
    lines.add("clientPort=" + port);
    lines.add("tickTime=500");
    lines.add("maxClientCnxns=0");
    lines.add("admin.enableServer=false");
    lines.add("4lw.commands.whitelist=srvr");
    Files.write(config, lines);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ParentWatch.class.getName(), // It ends with this process even if that is killed.
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
  }

  /** Returns when it serves. */
  void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!ask().startsWith("Zookeeper")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("The ZooKeeper server does not answer; see " + home.resolve("log"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  public String connect() {
    return "127.0.0.1:" + port;
  }

  /** On 127.0.0.1. */
  public int port() {
    return port;
  }

  /** How many transactions there were: each write, and each session that begins or ends. */
  public long transactions() {
    return Long.parseLong(find(ZXID), 16);
  }

  /** How many packets it was sent: requests of any kind, and pings. */
  public long received() {
    return Long.parseLong(find(RECEIVED));
  }

  /** How long it has had a processor, all its threads together; in hundredths of a second. */
  public Duration processorTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("The system tells no processor time"));
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(ask());
    if (!matcher.find()) {
      throw new IllegalStateException("The ZooKeeper server does not tell " + pattern);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private String ask() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
