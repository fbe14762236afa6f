package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.HandoverOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Leadership goes to a node that is named. */
@Command(
    name = "handover",
    description = {
      "Ask the leader to finish its work and hand over to a candidate; wait for the outcome.",
      "Ends with 0 when the target has confirmed that it leads, with 1 otherwise."
    },
    mixinStandardHelpOptions = true)
public final class HandoverCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(index = "0", paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "Who should lead.")
  private String target = "";

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      ElectionView view = desk.view(desk.known(election));
      String known = desk.knownNode(target, List.of(view));
      String from = view.leader().map(ElectionView.Holder::node).orElse("nobody");
      var actor = order.actor(site);
      if (from.equals(known)) {
        return Outcomes.say(site, desk, election, HandoverOutcome.ALREADY_LEADER);
      }
      order.confirm(
          site, from + " finishes its work in " + election + ", then " + known + " leads.");
      site.tellPeople("Asking " + from + " to hand " + election + " over to " + known + " ...");
      return Outcomes.say(
          site,
          desk,
          election,
          desk.awaitHandover(desk.operations().handOver(election, known, actor)));
    }
  }
}
