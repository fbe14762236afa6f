package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a lab: each stands in the election and appends to the ledger while it leads. */
public final class LabNode {

  private LabNode() {}

  /** A node that was not started, with more options of {@link LabNodeCommand}. */
  public static LabProcess of(
      String name, LabStore store, Timing timing, Lab lab, List<String> options) {
    return of(name, store, timing, lab, "", options);
  }

  /** One that gives way by itself to a node that is preferred, after a while. */
  public static LabProcess givingWay(
      String name, LabStore store, Timing timing, Lab lab, Duration holdOff) {
    String failback = ", failback { hold-off = " + holdOff.toMillis() + "ms }";
    return of(name, store, timing, lab, failback, List.of());
  }

  private static LabProcess of(
      String name, LabStore store, Timing timing, Lab lab, String stands, List<String> options) {
    Path config = lab.config(name);
    try {
      Files.writeString(config, LabConfig.node(name, store, timing, stands));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments = new ArrayList<>();
    arguments.add("io.primacy.election.node.Main");
    arguments.addAll(List.of(LabNodeCommand.NAME, "--config", config.toString()));
    arguments.addAll(List.of("--ledger", lab.ledger().toString()));
    arguments.addAll(options);
    return new LabProcess(
        name, LabProcess.Program.ours(arguments, "", line -> hear(name, line, lab.history())), lab);
  }

  private static void hear(String name, String line, History history) {
    Json.parse(line)
        .ifPresent(
            said -> {
              String event = said.path("event").asText();
              history.add(at -> new Moment.Told(at, name, event, said));
            });
  }
}
