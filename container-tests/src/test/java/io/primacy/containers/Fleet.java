package io.primacy.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** Three servers and two nodes, each in a container, on a private network. */
final class Fleet implements AutoCloseable {

  static final List<String> SERVERS = List.of("zk1", "zk2", "zk3");
  static final List<String> NODES = List.of("n1", "n2");
  static final Duration LEASE = Duration.ofSeconds(2);

  private static final DockerImageName JAVA = image("PRIMACY_JAVA_IMAGE", "primacy-local/java");
  private static final DockerImageName ZOOKEEPER =
      image("PRIMACY_ZOOKEEPER_IMAGE", "primacy-local/zookeeper");
  private static final String LAB = "/lab";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final Path dist = Path.of(System.getProperty("primacy.dist")).normalize();
  private final Network network = Network.newNetwork();
  private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();

  /**
   * Nothing is started yet.
   *
   * @param directory for the ledger and the histories; shared with the nodes
   */
  Fleet(Path directory) throws IOException {
    this.directory = directory;
    for (String server : SERVERS) {
      containers.put(server, server(server));
    }
    for (String node : NODES) {
      containers.put(node, node(node));
    }
  }

  /** Starts everything; the caller closes it, also when this fails. */
  void start() {
    Startables.deepStart(containers.values()).join();
  }

  Path ledger() {
    return directory.resolve("ledger");
  }

  Path history() {
    return directory.resolve("history.jsonl");
  }

  /** The server that leads the ensemble, as their logs say. */
  String serverLeader() {
    return SERVERS.stream()
        .filter(server -> lastRole(server).equals("LEADING"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No server says that it leads"));
  }

  String otherServer() {
    String leader = serverLeader();
    return SERVERS.stream().filter(server -> !server.equals(leader)).findFirst().orElseThrow();
  }

  void pause(String name) {
    docker().pauseContainerCmd(id(name)).exec();
  }

  void unpause(String name) {
    docker().unpauseContainerCmd(id(name)).exec();
  }

  /** SIGKILL. */
  void kill(String name) {
    docker().killContainerCmd(id(name)).exec();
  }

  void startAgain(String name) {
    docker().startContainerCmd(id(name)).exec();
  }

  /** Takes it off the network: packets vanish, and nobody is told. */
  void disconnect(String name) {
    docker().disconnectFromNetworkCmd().withContainerId(id(name)).withNetworkId(networkId()).exec();
  }

  void connect(String name) {
    docker()
        .connectToNetworkCmd()
        .withContainerId(id(name))
        .withNetworkId(networkId())
        .withContainerNetwork(new ContainerNetwork().withAliases(name))
        .exec();
  }

  /** What a container printed, for a failure. */
  String logs(String name) {
    return containers.get(name).getLogs();
  }

  @Override
  public void close() {
    containers.values().parallelStream().forEach(GenericContainer::stop);
    network.close();
  }

  private GenericContainer<?> server(String name) throws IOException {
    Path conf = Files.createDirectories(directory.resolve(name + "-conf"));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dataDir=/data",
                "clientPort=2181",
                "tickTime=500",
                "initLimit=10",
                "syncLimit=4",
                "admin.enableServer=false"));
    SERVERS.forEach(server -> lines.add("server." + number(server) + "=" + server + ":2888:3888"));
    Files.write(conf.resolve("zoo.cfg"), lines);
    Path id = Files.writeString(directory.resolve(name + ".myid"), number(name));
    GenericContainer<?> server = new GenericContainer<>(ZOOKEEPER);
    return server
        .withNetwork(network)
        .withNetworkAliases(name)
        .withImagePullPolicy(Fleet::isMissing)
        .withCreateContainerCmdModifier(
            command ->
                bind(
                    command,
                    new Bind(conf.toString(), new Volume("/conf")),
                    new Bind(id.toString(), new Volume("/data/myid"))))
        .waitingFor(Wait.forLogMessage(".*(LEADING|FOLLOWING).*\\n", 1).withStartupTimeout(START));
  }

  private GenericContainer<?> node(String name) throws IOException {
    Files.writeString(
        directory.resolve(name + ".conf"),
        """
        primacy {
          election {
            node = %s
            provider = zookeeper
            zookeeper.connect = "zk1:2181,zk2:2181,zk3:2181"
            timing.lease = %dms
          }
          elections = [ { name = ledger } ]
        }
        """
            .formatted(name, LEASE.toMillis()));
    GenericContainer<?> node = new GenericContainer<>(JAVA);
    return node.withImagePullPolicy(Fleet::isMissing)
        .withNetwork(network)
        .withNetworkAliases(name)
        .withCommand(
            "java",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-Dprimacy.backends=/primacy/backends",
            "-cp",
            "/primacy/lib/*",
            "io.primacy.election.node.Main",
            "lab-node",
            "--config=" + LAB + "/" + name + ".conf",
            "--ledger=" + LAB + "/ledger",
            "--history=" + LAB + "/history.jsonl")
        .withCreateContainerCmdModifier(
            command ->
                bind(
                    // Held open: a node of a lab ends when its input does.
                    command.withStdinOpen(true),
                    new Bind(dist.toString(), new Volume("/primacy")),
                    new Bind(directory.toString(), new Volume(LAB))))
        .waitingFor(Wait.forLogMessage(".*\"event\":\"stands\".*\\n", 1).withStartupTimeout(START));
  }

  private static void bind(CreateContainerCmd command, Bind... binds) {
    command.getHostConfig().withBinds(binds);
  }

  private String lastRole(String server) {
    String logs = logs(server);
    int leading = logs.lastIndexOf("LEADING");
    int following = logs.lastIndexOf("FOLLOWING");
    return leading > following ? "LEADING" : "FOLLOWING";
  }

  private String id(String name) {
    return containers.get(name).getContainerId();
  }

  private String networkId() {
    return network.getId();
  }

  private static String number(String server) {
    return Integer.toString(SERVERS.indexOf(server) + 1);
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  /* The library's own answer comes from a cache that is empty while several ask for the first time. */
  private static boolean isMissing(DockerImageName image) {
    try {
      docker().inspectImageCmd(image.asCanonicalNameString()).exec();
      return false;
    } catch (NotFoundException e) {
      return true;
    }
  }

  private static DockerImageName image(String variable, String otherwise) {
    String name = System.getenv(variable);
    return DockerImageName.parse(name == null || name.isBlank() ? otherwise : name);
  }
}
