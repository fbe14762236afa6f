package io.primacy.election.node.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One election, or all of the file. */
final class Scope {

  @Parameters(
      arity = "0..1",
      paramLabel = "ELECTION",
      description = "The election, as in the configuration.")
  private @Nullable String election;

  @Option(names = "--all", description = "All elections of the configuration.")
  private boolean all;

  List<String> of(Desk desk, Site site) {
    if (all == (election != null)) {
      throw site.usage("Name one ELECTION, or write --all.");
    }
    return election == null ? desk.names() : List.of(desk.known(election));
  }
}
