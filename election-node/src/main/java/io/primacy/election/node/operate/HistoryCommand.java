package io.primacy.election.node.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.ElectionView;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The last changes of leader. */
@Command(
    name = "history",
    description = {
      "Show the last changes of leader: who, when, how, without a leader for how long;",
      "and who lifted which directive last."
    },
    mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();

  @Parameters(paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      ElectionView view = desk.view(desk.known(election));
      History history = new History(view, Clock.system(ZoneId.systemDefault()));
      site.say(
          text(history).stripTrailing(),
          Json.object()
              .put("election", election)
              .<ObjectNode>set("transitions", history.json())
              .set("lifted", history.liftedJson()));
      return ExitCode.OK;
    }
  }

  private String text(History history) {
    String nl = System.lineSeparator();
    String changes =
        history.view().transitions().isEmpty()
            ? election + " has had no leader." + nl
            : history.table(Integer.MAX_VALUE).render(site.ansi(), 0);
    return history.view().lifted().isEmpty()
        ? changes
        : changes + nl + history.lifted().render(site.ansi(), 0);
  }
}
