package io.primacy.election.node.demo;

import io.primacy.election.node.backends.InstalledBackends;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One ZooKeeper server in a process of its own, on a free port of the loopback address. */
final class ZooKeeperStore implements DemoStore {

  /* By name: no backend is on the compile path of this module. */
  private static final String SERVER = "org.apache.zookeeper.server.ZooKeeperServerMain";

  private static final int ATTEMPTS = 3;
  private static final int ANSWER_MILLIS = 500;
  private static final long ASK_AGAIN_NANOS = 50_000_000;

  private int port;

  @Override
  public String provider() {
    return "zookeeper";
  }

  @Override
  public String title() {
    return "a ZooKeeper server";
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of("connect", "127.0.0.1:" + port);
  }

  @Override
  public Started start(Children children, Path directory, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    // Another program may take the port between our choice and the server's bind.
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      port = freePort();
      Path log = directory.resolve("zookeeper.log");
      Child server =
          children.start("ZooKeeper", classPath(), arguments(directory, attempt), log, line -> {});
      while (server.isAlive() && System.nanoTime() < deadline) {
        if (answers()) {
          return new Started(
              "zookeeper", "listens on 127.0.0.1:" + port + " (process " + server.pid() + ")");
        }
        LockSupport.parkNanos(ASK_AGAIN_NANOS);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    throw new ActFailedException(
        "The ZooKeeper server did not answer within " + Words.seconds(limit) + ".");
  }

  /* The server comes in the jar of the client, wherever that is. */
  private static String classPath() {
    return Stream.concat(
            Stream.of(System.getProperty("java.class.path")),
            InstalledBackends.jarsOf("zookeeper").stream().map(Path::toString))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> arguments(Path directory, int attempt) {
    Path config = directory.resolve("zoo-" + attempt + ".cfg");
    String text =
        String.join(
            "\n",
            "dataDir=" + directory.resolve("zookeeper-" + attempt),
            "clientPortAddress=127.0.0.1",
            "clientPort=" + port,
            "tickTime=500",
            "admin.enableServer=false",
            "4lw.commands.whitelist=srvr",
            "");
    try {
      Files.writeString(config, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(ParentWatch.class.getName(), SERVER, config.toString());
  }

  /* Its "four letter word" for: how are you? */
  private boolean answers() {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Socket socket = new Socket()) {
      socket.connect(address, ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readNBytes(9);
      return new String(answer, StandardCharsets.US_ASCII).equals("Zookeeper");
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
