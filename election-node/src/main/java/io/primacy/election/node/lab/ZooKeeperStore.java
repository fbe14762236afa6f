package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import io.primacy.election.node.backends.InstalledBackends;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** ZooKeeper servers, each in a process of its own, on free ports of the loopback address. */
public final class ZooKeeperStore implements LabStore {

  /* By name: no backend is on the compile path of this module. */
  private static final String SERVER = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

  private static final int PORTS_EACH = 3; // For clients, for data, for votes.
  private static final int ANSWER_MILLIS = 500;
  private static final int LONGEST_ANSWER = 1024;
  private static final long ASK_AGAIN_NANOS = 50_000_000;

  private final int size;
  private List<Integer> ports = List.of();
  private List<LabProcess> servers = List.of();
  private List<InetSocketAddress> addresses = List.of();

  private ZooKeeperStore(int size) {
    this.size = size;
  }

  /** Not started yet. */
  public static ZooKeeperStore of(int servers) {
    return new ZooKeeperStore(servers);
  }

  @Override
  public String provider() {
    return "zookeeper";
  }

  @Override
  public String title() {
    return size == 1 ? "a ZooKeeper server" : size + " ZooKeeper servers";
  }

  @Override
  public Map<String, String> settings(String node) {
    return Map.of(
        "connect",
        addresses.stream()
            .map(address -> address.getHostString() + ":" + address.getPort())
            .collect(Collectors.joining(",")));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<LabProcess> processes() {
    return servers;
  }

  @Override
  public Optional<LabProcess> leader() {
    return servers.stream().filter(server -> answer(server).contains("Mode: leader")).findFirst();
  }

  @Override
  public boolean isReady(LabProcess server) {
    return answer(server).contains("Mode: ");
  }

  @Override
  public void start(Lab lab, Timing timing, Duration limit) throws InterruptedException {
    ports = FreePorts.inRows(size, PORTS_EACH);
    addresses =
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> new InetSocketAddress(lab.host(name(i)), ports.get(i - 1)))
            .toList();
    List<LabProcess> all = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      all.add(server(number, lab));
    }
    servers = List.copyOf(all);
    servers.forEach(LabProcess::start);
    long deadline = System.nanoTime() + limit.toNanos();
    while (!servers.stream().allMatch(this::isReady)) {
      servers.forEach(LabProcess::requireRunning);
      if (System.nanoTime() - deadline > 0) {
        throw new LabException(
            "The ZooKeeper servers did not answer within " + Words.seconds(limit) + ".");
      }
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private LabProcess server(int number, Lab lab) {
    String name = name(number);
    List<String> arguments =
        List.of(ParentWatch.class.getName(), SERVER, configure(number, lab).toString());
    String where = "listens on " + lab.host(name) + ":" + ports.get(number - 1);
    return new LabProcess(
        name, new LabProcess.Program(classPath(), arguments, where, line -> {}), lab);
  }

  private String name(int number) {
    return size == 1 ? "zookeeper" : "zookeeper-" + number;
  }

  /* The server comes in the jar of the client, wherever that is. */
  private static String classPath() {
    return Stream.concat(
            Stream.of(System.getProperty("java.class.path")),
            InstalledBackends.jarsOf("zookeeper").stream().map(Path::toString))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path configure(int number, Lab lab) {
    Path data = lab.directory().resolve("zookeeper-" + number);
    Path config = lab.directory().resolve("zoo-" + number + ".cfg");
    List<String> lines = new ArrayList<>();
    lines.add("dataDir=" + data);
    lines.add("clientPortAddress=" + lab.host(name(number)));
    lines.add("clientPort=" + ports.get(number - 1));
    lines.add("tickTime=500");
    lines.add("initLimit=10");
    lines.add("syncLimit=4");
    lines.add("admin.enableServer=false");
    lines.add("4lw.commands.whitelist=srvr");
    for (int i = 1; i <= size && size > 1; i++) {
      int port = ports.get(i - 1);
      String host = lab.host(name(i));
      lines.add("server." + i + "=" + host + ":" + (port + 1) + ":" + (port + 2));
    }
    try {
      Files.createDirectories(data);
      Files.writeString(data.resolve("myid"), Integer.toString(number));
      return Files.write(config, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /* To its "four letter word" for: how are you? */
  private String answer(LabProcess server) {
    try (Socket socket = new Socket()) {
      socket.connect(addresses.get(servers.indexOf(server)), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readNBytes(LONGEST_ANSWER);
      return new String(answer, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
