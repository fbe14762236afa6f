package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The node hands over and does not lead. */
@Command(
    name = "drain",
    description = {
      "Let a node hand over all it leads and not lead again until 'undrain', in all elections of",
      "the configuration. Waits until it leads none of them; then it may be stopped."
    },
    mixinStandardHelpOptions = true)
public final class DrainCommand implements Callable<Integer> {

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
      List<ElectionView> views = desk.views(desk.names());
      String name = desk.knownNode(node == null ? desk.ownNode() : node, views);
      var actor = order.actor(site);
      order.confirm(site, question(desk, views, name));
      new Directing(site, desk)
          .lay(desk.names(), Directive.drain(name, actor, System.currentTimeMillis()));
      try {
        desk.names().forEach(election -> desk.awaitHandover(gone(desk, election, name)));
      } catch (CommandException e) {
        throw new CommandException(
            ExitCode.NO,
            name + " is drained and still recorded as the leader of an election: is it alive?");
      }
      site.tellPeople(name + " leads none of them.");
      return ExitCode.OK;
    }
  }

  private static String question(Desk desk, List<ElectionView> views, String name) {
    var sessions = desk.sessions(views);
    Clock clock = Clock.system(ZoneId.systemDefault());
    String orphans =
        views.stream()
            .map(view -> new Outlook(view, sessions, clock))
            .filter(outlook -> outlook.isLedBy(name) && outlook.successorOf(name).isEmpty())
            .map(outlook -> outlook.view().election())
            .collect(Collectors.joining(", "));
    return name
        + " hands over all it leads and does not lead until 'undrain'."
        + (orphans.isEmpty() ? "" : " Nobody else can lead " + orphans + " now!");
  }

  private static CompletableFuture<ElectionView> gone(Desk desk, String election, String name) {
    CompletableFuture<ElectionView> gone = new CompletableFuture<>();
    desk.elections()
        .election(election)
        .observe(
            view -> {
              if (view.leader().filter(leader -> leader.node().equals(name)).isEmpty()) {
                gone.complete(view);
              }
            });
    return gone;
  }
}
