package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Table;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Why it is as it is, in sentences. */
@Command(
    name = "explain",
    description = "Say why this node leads, why the others do not, and what would change that.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();

  @Parameters(paramLabel = "ELECTION", description = "The election.")
  private String election = "";

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      ElectionView view = desk.view(desk.known(election));
      Outlook outlook =
          new Outlook(view, desk.sessions(List.of(view)), Clock.system(ZoneId.systemDefault()));
      List<String> sentences = new Explanation(outlook, desk.config().timing()).sentences();
      var object = Json.object().put("election", election);
      sentences.forEach(object.putArray("sentences")::add);
      List<String> lines = sentences.stream().map(line -> Table.wrapped(line, 2)).toList();
      site.say(String.join(System.lineSeparator(), lines), object);
      return ExitCode.OK;
    }
  }
}
