package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.node.console.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a pause before its time. */
@Command(
    name = "resume",
    description = "Lift a pause: leaders change by themselves again.",
    mixinStandardHelpOptions = true)
public final class ResumeCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Scope scope = new Scope();
  @Mixin private final Order order = new Order();

  @Option(names = "--node", paramLabel = "NODE", description = "The pause of this node.")
  private @Nullable String node;

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      List<String> elections = scope.of(desk, site);
      Optional<String> named =
          Optional.ofNullable(node).map(name -> desk.knownNode(name, desk.views(elections)));
      new Directing(site, desk).lift(elections, Directive.Kind.PAUSE, named, order.actor(site));
      return ExitCode.OK;
    }
  }
}
