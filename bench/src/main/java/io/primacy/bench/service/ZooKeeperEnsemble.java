package io.primacy.bench.service;

import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three ZooKeeper servers that vote. */
public final class ZooKeeperEnsemble implements AutoCloseable {

  private static final int SERVERS = 3;

  private final List<ZooKeeperServer> servers = new ArrayList<>();

  /** Starts them; returns when all serve. */
  public ZooKeeperEnsemble() throws IOException {
    List<String> votes = new ArrayList<>(List.of("initLimit=10", "syncLimit=4"));
    for (int id = 1; id <= SERVERS; id++) {
      votes.add("server." + id + "=127.0.0.1:" + FreePorts.one() + ":" + FreePorts.one());
    }
    for (int id = 1; id <= SERVERS; id++) {
      Path home = Scratch.folder();
      Files.createDirectory(home.resolve("data"));
      Files.writeString(home.resolve("data/myid"), Integer.toString(id));
      servers.add(new ZooKeeperServer(home, FreePorts.one(), votes));
    }
    for (ZooKeeperServer server : servers) {
      server.awaitAnswer();
    }
  }

  /** Where they are, for clients. */
  public String connect() {
    return servers.stream().map(ZooKeeperServer::connect).collect(Collectors.joining(","));
  }

  /** See {@link ZooKeeperServer#transactions()}; the most that any of them knows. */
  public long transactions() {
    return servers.stream().mapToLong(ZooKeeperServer::transactions).max().orElseThrow();
  }

  /** See {@link ZooKeeperServer#received()}; of all together. */
  public long received() {
    return servers.stream().mapToLong(ZooKeeperServer::received).sum();
  }

  /** See {@link ZooKeeperServer#processorTime()}; of all together. */
  public Duration processorTime() {
    return servers.stream()
        .map(ZooKeeperServer::processorTime)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    servers.forEach(ZooKeeperServer::close);
  }
}
