package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.node.console.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A node comes first, whatever its priority. */
@Command(
    name = "prefer",
    description = {
      "Let a node come first in an election, whatever the priorities. Moves nothing by itself:",
      "the node leads after the next change, or after the hold-off if failback is configured."
    },
    mixinStandardHelpOptions = true)
public final class PreferCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(index = "0", paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "The node.")
  private @Nullable String node;

  @Option(names = "--none", description = "Prefer nobody any more.")
  private boolean none;

  @Override
  public Integer call() {
    if (none == (node != null)) {
      throw site.usage("Name a NODE, or write --none.");
    }
    try (Desk desk = site.open()) {
      Directing directing = new Directing(site, desk);
      List<String> elections = List.of(desk.known(election));
      ElectionView view = desk.view(election);
      if (node == null) {
        Optional<String> preferred =
            view.directives().all().stream()
                .filter(directive -> directive.kind() == Directive.Kind.PREFER)
                .findFirst()
                .flatMap(Directive::node);
        directing.lift(elections, Directive.Kind.PREFER, preferred, order.actor(site));
        return ExitCode.OK;
      }
      String known = desk.knownNode(node, List.of(view));
      directing.lay(
          elections, Directive.prefer(known, order.actor(site), System.currentTimeMillis()));
      return ExitCode.OK;
    }
  }
}
