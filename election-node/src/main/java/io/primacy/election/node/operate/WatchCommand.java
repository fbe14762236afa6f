package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints every change as it happens. */
@Command(
    name = "watch",
    description = "Print every change of the elections as it happens, until stopped with Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Stop by itself after that; 0, the default, is never.")
  private int seconds;

  @Override
  public Integer call() throws InterruptedException {
    Clock clock = Clock.system(ZoneId.systemDefault());
    CountDownLatch never = new CountDownLatch(1);
    try (Desk desk = site.open()) {
      desk.views(desk.names()); // The store answers, or this says that it does not.
      for (String election : desk.names()) {
        desk.elections().election(election).observe(view -> print(view, clock));
      }
      boolean ended = seconds > 0 && !never.await(seconds, TimeUnit.SECONDS);
      if (!ended) {
        never.await();
      }
      return ExitCode.OK;
    }
  }

  private synchronized void print(ElectionView view, Clock clock) {
    List<String> candidates = view.candidates().stream().map(ElectionView.Candidate::node).toList();
    String leader = view.leader().map(ElectionView.Holder::node).orElse("nobody");
    StringBuilder line = new StringBuilder();
    line.append(Words.moment(clock.millis(), clock)).append("  ").append(view.election());
    line.append(view.confirmed() || view.leader().isEmpty() ? ": led by " : ": passed to ");
    line.append(leader);
    view.token().ifPresent(token -> line.append(", token ").append(token));
    line.append("; stand ").append(candidates.isEmpty() ? "none" : String.join(", ", candidates));
    view.directives().all().forEach(d -> line.append("; ").append(Words.directive(d, clock)));
    view.request().ifPresent(asked -> line.append("; asked for: ").append(asked.want()));
    var object =
        Json.object()
            .put("at", Instant.ofEpochMilli(clock.millis()).toString())
            .put("election", view.election())
            .put("leader", view.leader().map(ElectionView.Holder::node).orElse(null))
            .put("token", view.token().map(token -> token.value()).orElse(null))
            .put("confirmed", view.confirmed());
    var array = object.putArray("candidates");
    candidates.forEach(array::add);
    var directives = object.putArray("directives");
    view.directives().all().forEach(d -> directives.add(Reports.json(d)));
    site.say(line.toString(), object);
  }
}
