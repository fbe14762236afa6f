package io.primacy.election.node.lab;

import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A container for each process, on a private network without a way out. Files are where they are
 * outside, so that a process needs to be told nothing else.
 */
final class Containers implements Place {

  /** The variable that names the image. */
  private static final String IMAGE = "PRIMACY_JAVA_IMAGE";

  private static final String OWN_IMAGE = "primacy-local/java";
  private static final int FIRST_ADDRESS = 10;
  private static final int ATTEMPTS = 20;

  private final Path directory;
  private final String image;
  private final String label;
  private final String subnet;
  private final Map<String, String> hosts = new HashMap<>(); // Guarded by this.
  private int started; // Guarded by this.

  private Containers(Path directory, String image, String label, String subnet) {
    this.directory = directory;
    this.image = image;
    this.label = label;
    this.subnet = subnet;
  }

  /**
   * Makes the network.
   *
   * @param directory of the lab
   * @throws CommandException when there is no engine or no image
   */
  static Containers in(Path directory) {
    Docker.require("version", "--format", "{{.Server.Version}}");
    String named = System.getenv(IMAGE);
    String image = named == null || named.isBlank() ? OWN_IMAGE : named;
    if (Docker.run("image", "inspect", image).isEmpty()) {
      throw new CommandException(
          ExitCode.UNAVAILABLE,
          "There is no image "
              + image
              + " here. Build it with containers/build-images, or name one with Java 17 on its PATH in "
              + IMAGE
              + " and pull it.");
    }
    String label = "primacy-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      String subnet = "10." + random.nextInt(128, 256) + "." + random.nextInt(256) + ".";
      if (Docker.run("network", "create", "--internal", "--subnet", subnet + "0/24", label)
          .isPresent()) {
        return new Containers(directory, image, label, subnet);
      }
    }
    throw new CommandException(
        ExitCode.UNAVAILABLE,
        "No network for containers could be made in "
            + ATTEMPTS
            + " places between 10.128.0.0 and"
            + " 10.255.255.0. See what 'docker network create' says.");
  }

  @Override
  public synchronized String host(String name) {
    return hosts.computeIfAbsent(name, other -> subnet + (FIRST_ADDRESS + hosts.size()));
  }

  @Override
  public Child start(Order order) throws IOException {
    String container = nameOf(order.name());
    String address = host(order.name());
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "--rm", "--interactive", "--name", container));
    command.addAll(List.of("--label", label, "--network", label, "--ip", address));
    command.addAll(List.of("--user", owner()));
    order
        .environment()
        .forEach((key, value) -> command.addAll(List.of("--env", key + "=" + value)));
    command.addAll(List.of("--volume", directory + ":" + directory));
    mounts().forEach(path -> command.addAll(List.of("--volume", path + ":" + path + ":ro")));
    command.addAll(List.of(image, "java"));
    command.addAll(order.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(order.log().toFile()));
    return new Contained(builder.start(), order.lines(), container, label, address);
  }

  @Override
  public void close() {
    // One that was just being made may have been missed.
    Docker.run("ps", "--all", "--quiet", "--filter", "label=" + label).stream()
        .flatMap(String::lines)
        .forEach(id -> Docker.run("rm", "--force", id));
    var unused = Docker.run("network", "rm", label);
  }

  /* The engine removes a container some time after its end. */
  private synchronized String nameOf(String process) {
    started++;
    return label + "-" + process + "-" + started;
  }

  /* What the processes write must be removable by whoever started this program. */
  private String owner() throws IOException {
    return Files.getAttribute(directory, "unix:uid")
        + ":"
        + Files.getAttribute(directory, "unix:gid");
  }

  private static Set<Path> mounts() {
    Set<Path> found = new LinkedHashSet<>();
    String classPath = System.getProperty("java.class.path");
    Stream<Path> named = Stream.of(classPath.split(File.pathSeparator)).map(Path::of);
    Stream.concat(named, InstalledBackends.directories().stream())
        .map(Path::toAbsolutePath)
        .filter(Files::exists)
        .map(path -> Files.isDirectory(path) ? path : path.getParent())
        .forEach(found::add);
    return found;
  }

  /** A process in a container, which the command that runs it stands for. */
  private static final class Contained extends Child {

    private final String container;
    private final String network;
    private final String address;

    Contained(
        Process command, Consumer<String> lines, String container, String network, String address) {
      super(command);
      this.container = container;
      this.network = network;
      this.address = address;
      read(lines);
    }

    @Override
    void terminate() {
      Docker.require("kill", "--signal", "TERM", container);
    }

    @Override
    void kill() {
      if (isAlive() && Docker.run("kill", container).isEmpty()) {
        super.kill();
      }
    }

    @Override
    String stops() {
      return "docker pause " + container + " >/dev/null";
    }

    @Override
    String goesOn() {
      return "docker unpause " + container + " >/dev/null";
    }

    @Override
    void cutOff() {
      Docker.require("network", "disconnect", network, container);
    }

    @Override
    void connect() {
      Docker.require("network", "connect", "--ip", address, network, container);
    }
  }
}
