package io.primacy.bench.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ZooKeeper server in a process of its own, on loopback, with its data on disk. */
public final class ZooKeeperServer implements AutoCloseable {

  private static final Pattern ZXID = Pattern.compile("Zxid: 0x([0-9a-f]+)");
  private static final Pattern RECEIVED = Pattern.compile("Received: ([0-9]+)");

  private final int port;
  private final Process process;

  public ZooKeeperServer() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path home = Files.createTempDirectory("primacy-bench");
    Path config = home.resolve("zoo.cfg");
    Files.writeString(
        config,
        String.join(
            "\n",
            "dataDir=" + home.resolve("data"),
            "clientPortAddress=127.0.0.1",
            "clientPort=" + port,
            "tickTime=500",
            "admin.enableServer=false",
            "4lw.commands.whitelist=srvr",
            ""));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.zookeeper.server.ZooKeeperServerMain",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "ends-zookeeper"));
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
