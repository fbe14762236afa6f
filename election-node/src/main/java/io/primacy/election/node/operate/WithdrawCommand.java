package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The leader makes room for whoever is best. */
@Command(
    name = "withdraw",
    description = {
      "Ask the leader to finish its work and make room for the best other candidate.",
      "Ends with 0 when that one has confirmed that it leads, with 1 otherwise."
    },
    mixinStandardHelpOptions = true)
public final class WithdrawCommand implements Callable<Integer> {

  private static final int LONGEST = 3600;

  @Mixin private final Site site = new Site();
  @Mixin private final Order order = new Order();

  @Parameters(paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Option(
      names = "--cool-down",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long it must not lead again, ${DEFAULT-VALUE} if not said, 3600 at most.")
  private int coolDown;

  @Option(names = "--leave", description = "It stands no more, until its application says so.")
  private boolean leave;

  @Override
  public Integer call() {
    if (coolDown < 0 || coolDown > LONGEST) {
      throw site.usage("--cool-down " + coolDown + ": write 0 to " + LONGEST + " seconds.");
    }
    try (Desk desk = site.open()) {
      ElectionView view = desk.view(desk.known(election));
      String from = view.leader().map(ElectionView.Holder::node).orElse("nobody");
      var actor = order.actor(site);
      order.confirm(site, from + " finishes its work in " + election + " and makes room.");
      site.tellPeople("Asking " + from + " to make room in " + election + " ...");
      return Outcomes.say(
          site,
          desk,
          election,
          desk.awaitHandover(
              desk.operations().withdraw(election, !leave, Duration.ofSeconds(coolDown), actor)));
    }
  }
}
