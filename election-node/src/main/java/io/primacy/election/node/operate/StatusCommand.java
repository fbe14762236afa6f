package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.node.console.ExitCode;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the configured elections stand, without standing in them. */
@Command(
    name = "status",
    description = {
      "Show leader, token, candidates, what is laid down and the last changes of the elections.",
      "Only looks: stands nowhere, writes nothing. Ends with 1 if an election has no leader."
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      List<ElectionView> views = desk.views(desk.names());
      StatusReport report =
          new StatusReport(
              desk.config(), views, desk.sessions(views), Clock.system(ZoneId.systemDefault()));
      site.out().print(site.json() ? report.json() + "\n" : report.text(site.ansi()));
      site.out().flush();
      boolean ledThroughout = views.stream().allMatch(view -> view.leader().isPresent());
      return ledThroughout ? ExitCode.OK : ExitCode.NO;
    }
  }
}
