package io.primacy.election.node;

import static java.util.Objects.requireNonNull;

import io.primacy.election.ElectionView;
import io.primacy.election.Elections;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.run.Question;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how the configured elections stand, without standing in them. */
@Command(
    name = "status",
    description = {
      "Show leader, token, candidates and the last changes of the configured elections.",
      "Only looks: stands nowhere, writes nothing. Ends with 1 if an election has no leader."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final int LONGEST_WAIT = 3600;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The file that the node runs with.")
  private @Nullable Path config;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for the store, ${DEFAULT-VALUE} if not said.")
  private int wait;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var command = requireNonNull(spec).commandLine();
    if (wait < 1 || wait > LONGEST_WAIT) {
      throw new ParameterException(
          command, "--wait " + wait + ": write 1 to " + LONGEST_WAIT + " seconds.");
    }
    NodeConfig node = NodeConfig.read(requireNonNull(config));
    List<ElectionView> views = views(node);
    PrintWriter out = command.getOut();
    StatusReport report =
        new StatusReport(node.elections(), views, Clock.system(ZoneId.systemDefault()));
    if (output.json()) {
      out.println(report.json());
    } else {
      out.print(report.text(Ansi.AUTO));
    }
    out.flush();
    boolean ledThroughout = views.stream().allMatch(view -> view.leader().isPresent());
    return ledThroughout ? ExitCode.OK : ExitCode.NO;
  }

  private List<ElectionView> views(NodeConfig node) throws InterruptedException {
    Map<String, CompletableFuture<ElectionView>> asked = new LinkedHashMap<>();
    try (Elections elections = Elections.open(node.asVisitor())) {
      for (Stand stand : node.stands()) {
        CompletableFuture<ElectionView> answer = new CompletableFuture<>();
        elections.election(stand.election()).observe(answer::complete);
        asked.put(stand.election(), answer);
      }
      CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
          .get(Duration.ofSeconds(wait).toMillis(), TimeUnit.MILLISECONDS);
      return asked.values().stream().map(CompletableFuture::join).toList();
    } catch (TimeoutException e) {
      throw new CommandException(ExitCode.UNAVAILABLE, silence(node, asked));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a view that failed", e);
    }
  }

  private String silence(NodeConfig node, Map<String, CompletableFuture<ElectionView>> asked)
      throws InterruptedException {
    List<String> silent =
        asked.entrySet().stream()
            .filter(e -> !e.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    String provider = node.elections().provider().name();
    return "The store ("
        + provider
        + ") did not answer within "
        + wait
        + " s when asked for "
        + String.join(", ", silent)
        + ". Check that it runs and that election."
        + provider
        + ".* leads to it. "
        + Question.whySilent(node.asVisitor())
            .map(why -> "Tried once more: " + why)
            .orElse("Tried once more, it answers now: ask again.");
  }
}
