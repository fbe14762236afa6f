package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.NodeView;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whether a node may be stopped now. */
@Command(
    name = "stop-check",
    description = {
      "Say whether a node may be stopped now, and what would happen in each election.",
      "Ends with 0 if every election it leads would have a leader right after, otherwise with 1."
    },
    mixinStandardHelpOptions = true)
public final class StopCheckCommand implements Callable<Integer> {

  private record Finding(String election, boolean harmless, String sentence) {}

  @Mixin private final Site site = new Site();

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
      Map<String, NodeView> sessions = desk.sessions(views);
      Clock clock = Clock.system(ZoneId.systemDefault());
      List<Finding> findings = new ArrayList<>();
      views.forEach(view -> findings.add(judge(new Outlook(view, sessions, clock), name)));
      boolean may = findings.stream().allMatch(Finding::harmless);
      StringBuilder text = new StringBuilder();
      findings.forEach(f -> text.append(f.sentence()).append(System.lineSeparator()));
      text.append(may ? "Yes: " + name + " may be stopped." : "No: do not stop " + name + " now.");
      var object = Json.object().put("node", name).put("may_stop", may);
      var array = object.putArray("elections");
      findings.forEach(finding -> array.add(Json.object(finding)));
      site.say(text.toString(), object);
      return may ? ExitCode.OK : ExitCode.NO;
    }
  }

  private static Finding judge(Outlook outlook, String node) {
    String election = outlook.view().election();
    if (!outlook.isLedBy(node)) {
      boolean last = outlook.view().leader().isEmpty();
      return new Finding(
          election,
          true,
          election + ": " + node + " does not lead it" + (last ? "; nobody does." : "."));
    }
    Optional<String> paused =
        outlook.pause(node).map(pause -> Words.directive(pause, outlook.clock()));
    if (paused.isPresent()) {
      return new Finding(
          election, false, election + ": nobody would follow " + node + ": " + paused.get() + ".");
    }
    Optional<Candidate> successor = outlook.successorOf(node);
    return successor
        .map(
            next ->
                new Finding(
                    election,
                    true,
                    election + ": " + next.node() + " would follow " + node + " at once."))
        .orElseGet(
            () ->
                new Finding(
                    election,
                    false,
                    election + ": nobody else is alive and may lead; it would have no leader."));
  }
}
