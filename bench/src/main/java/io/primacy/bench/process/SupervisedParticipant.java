package io.primacy.bench.process;

import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node of this project below its supervisor, both as they are delivered. It leads when the line
 * that says so was read.
 */
public final class SupervisedParticipant extends Participant {

  private int toStandIn; // Of the thread that hears, once that runs.

  /**
   * Starts it. A node that was killed is not started again within the measurement.
   *
   * @param folder where its configuration and its log go
   */
  public SupervisedParticipant(
      String service, String node, Duration session, List<String> elections, Path folder)
      throws IOException {
    super(
        "supervised-" + node,
        folder,
        SupervisorProcess.class,
        List.of(
            "run",
            "--supervised",
            "--json",
            "--config",
            configuration(service, node, session, elections, folder)));
    toStandIn = elections.size();
    listen();
  }

  private static String configuration(
      String service, String node, Duration session, List<String> elections, Path folder)
      throws IOException {
    String text =
        """
        primacy {
          election {
            node = %s
            namespace = bench-supervised
            provider = zookeeper
            timing.lease = %dms
            zookeeper.connect = "%s"
          }
          elections = [ %s ]
          watchdog.restart { first-pause = 1m, longest-pause = 1m }
        }
        """
            .formatted(
                node,
                session.toMillis(),
                service,
                elections.stream()
                    .map(election -> "{ name = " + election + " }")
                    .collect(Collectors.joining(", ")));
    return Files.writeString(folder.resolve("supervised-" + node + ".conf"), text).toString();
  }

  @Override
  ProcessHandle victim() {
    return process()
        .children()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No node runs below " + process().pid()));
  }

  @Override
  void hear(String line, long at) {
    String event = Json.parse(line).map(said -> said.path("event").asText()).orElse("");
    if (event.equals("stands") && --toStandIn == 0) {
      stands();
    } else if (event.equals("leads")) {
      begins(at);
    }
  }
}
