package io.primacy.election.node.operate;

import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.node.console.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Another priority than the configured one. */
@Command(
    name = "priority",
    description = "Give a node another priority in an election than it is configured with.",
    mixinStandardHelpOptions = true)
public final class PriorityCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(index = "0", paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "The node.")
  private String node = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "From " + Candidacy.LOWEST + " to " + Candidacy.HIGHEST + ".")
  private @Nullable Integer priority;

  @Option(names = "--reset", description = "Back to the configured one.")
  private boolean reset;

  @Override
  public Integer call() {
    if (reset == (priority != null)) {
      throw site.usage("Give a NUMBER, or write --reset.");
    }
    if (priority != null && (priority < Candidacy.LOWEST || priority > Candidacy.HIGHEST)) {
      throw site.usage(
          "Priority "
              + priority
              + ": write a number from "
              + Candidacy.LOWEST
              + " to "
              + Candidacy.HIGHEST
              + ".");
    }
    try (Desk desk = site.open()) {
      Directing directing = new Directing(site, desk);
      List<String> elections = List.of(desk.known(election));
      String known = desk.knownNode(node, desk.views(elections));
      if (priority == null) {
        directing.lift(elections, Directive.Kind.PRIORITY, Optional.of(known), order.actor(site));
      } else {
        directing.lay(
            elections,
            Directive.priority(known, priority, order.actor(site), System.currentTimeMillis()));
      }
      return ExitCode.OK;
    }
  }
}
