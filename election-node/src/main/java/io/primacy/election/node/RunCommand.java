package io.primacy.election.node;

import static java.util.Objects.requireNonNull;

import io.primacy.election.ElectionException;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.EventPrinter;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.http.HttpModule;
import io.primacy.election.node.run.NodeProcess;
import io.primacy.election.node.supervise.Supervisor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stands in elections until it is stopped. */
@Command(
    name = "run",
    description = {
      "Run one node: stand in the configured elections, print every transition on one line.",
      "SIGTERM and Ctrl-C hand over and leave, within the drain limit and two calls to the store."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "What the node is told, see docs/examples/node.conf.")
  private @Nullable Path config;

  @Option(
      names = "--supervised",
      description =
          "Run it as a child of a small process that closes its session the moment it dies, kills"
              + " it when it stands still, and starts it again.")
  private boolean supervised;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    NodeConfig node = NodeConfig.read(requireNonNull(config));
    var out = requireNonNull(spec).commandLine().getOut();
    EventPrinter events =
        new EventPrinter(
            node.elections().node(), output.json(), out, Clock.system(ZoneId.systemDefault()));
    if (supervised) {
      return Supervisor.run(node, events, unsupervised());
    }
    ElectionException reason = NodeProcess.run(node, events, new HttpModule());
    throw reason;
  }

  private List<String> unsupervised() {
    List<String> arguments = new ArrayList<>(List.of("run", "--config", String.valueOf(config)));
    if (output.json()) {
      arguments.add("--json");
    }
    return arguments;
  }
}
