package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.node.console.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The node may lead again. */
@Command(
    name = "undrain",
    description = "Let a node lead again, in all elections of the configuration.",
    mixinStandardHelpOptions = true)
public final class UndrainCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(
      arity = "0..1",
      paramLabel = "NODE",
      description = "The node; that of the configuration if not said.")
  private @Nullable String node;

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      String name = node == null ? desk.ownNode() : node;
      String known = desk.knownNode(name, desk.views(desk.names()));
      new Directing(site, desk)
          .lift(desk.names(), Directive.Kind.DRAIN, Optional.of(known), order.actor(site));
      return ExitCode.OK;
    }
  }
}
