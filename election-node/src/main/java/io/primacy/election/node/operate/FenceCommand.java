package io.primacy.election.node.operate;

import io.primacy.election.Actor;
import io.primacy.election.NodeView;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Closes the session of a node that is known to be dead. */
@Command(
    name = "fence",
    description = {
      "Close the session of a node that is proven dead, so that others follow without waiting",
      "for its lease. If the node is alive after all, two may lead for up to that lease: give as",
      "--reason the proof that the machine is off, not a guess."
    },
    mixinStandardHelpOptions = true)
public final class FenceCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(paramLabel = "NODE", description = "The node that is dead.")
  private String node = "";

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      Clock clock = Clock.system(ZoneId.systemDefault());
      String known = desk.knownNode(node, desk.views(desk.names()));
      NodeView before = desk.await("asked for node " + known, desk.operations().node(known));
      Actor actor = order.actor(site);
      order.confirm(
          site,
          "The session of "
              + known
              + " is "
              + Words.session(before, clock)
              + ". If its process runs, two may lead for up to "
              + Words.length(before.lease())
              + ". Proof given: "
              + actor.reason()
              + ".");
      NodeView after =
          desk.awaitChange("asked to fence " + known, desk.operations().fence(known, actor));
      site.say(
          known
              + (before.open() ? ": session closed." : ": its session was closed already.")
              + " Incarnation "
              + after.incarnation()
              + " leads nothing any more.",
          Json.object()
              .put("node", known)
              .put("was_open", before.open())
              .set("session", Reports.json(after, clock)));
      return ExitCode.OK;
    }
  }
}
