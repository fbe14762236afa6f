package io.primacy.election.node;

import static java.util.Objects.requireNonNull;

import io.primacy.election.node.config.WitnessConfig;
import io.primacy.election.node.console.EventPrinter;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.http.WitnessEndpoints;
import io.primacy.election.node.run.WitnessProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Votes until it is stopped, and stands nowhere. */
@Command(
    name = "witness",
    description = {
      "Run a witness: the voter beside two nodes that never leads. For stores that the nodes keep"
          + " themselves.",
      "Prints when it takes part. SIGTERM and Ctrl-C leave politely, within two calls to the store."
    },
    mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "As a node's, without elections, see docs/examples/witness.conf.")
  private @Nullable Path config;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    WitnessConfig witness = WitnessConfig.read(requireNonNull(config));
    var out = requireNonNull(spec).commandLine().getOut();
    Clock clock = Clock.system(ZoneId.systemDefault());
    String name = witness.elections().node();
    EventPrinter events = new EventPrinter(name, output.json(), out, clock);
    WitnessProcess.run(witness.elections(), events, new WitnessEndpoints(witness));
    return ExitCode.OK;
  }
}
