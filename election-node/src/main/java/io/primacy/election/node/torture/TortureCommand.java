package io.primacy.election.node.torture;

import static java.util.Objects.requireNonNull;

import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Workplace;
import io.primacy.election.spi.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks nodes and service at random for some minutes, and says what did not hold. */
@Command(
    name = "torture",
    description = {
      "Start a coordination service and two nodes on this machine; kill, freeze, close and restart"
          + " them at random for some minutes; judge what they believed and what a ledger accepted.",
      "Ends with 0 only if nothing was violated. The same seed plays the same faults."
    },
    mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer> {

  private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();
  private static final long SHORTEST_LEASE_MILLIS = 500;
  private static final long LONGEST_LEASE_MILLIS = 60_000;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "zookeeper",
      description = "What to run on, ${DEFAULT-VALUE} if not said.")
  private String backend = "";

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description = "How long, ${DEFAULT-VALUE} if not said; 0.5 is half a minute.")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "A whole number; another each time if not said.")
  private @Nullable Long seed;

  @Option(
      names = "--lease-ms",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "The lease in milliseconds, ${DEFAULT-VALUE} if not said.")
  private long leaseMillis;

  @Option(
      names = "--containers",
      description =
          "A container for each process, which can be taken off the network, too. Needs Linux, an"
              + " engine that 'docker' reaches, and an image: see docs/containers.md.")
  private boolean containers;

  @Option(
      names = "--keep",
      description = "Keep the histories and logs, and say where; done anyway after a violation.")
  private boolean keep;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LabStore store = store();
    long seconds = Math.round(minutes * 60);
    require(
        seconds > 0 && seconds <= LONGEST_SECONDS,
        "--minutes = " + minutes + ": write a number above 0, 1440 at most.");
    require(
        leaseMillis >= SHORTEST_LEASE_MILLIS && leaseMillis <= LONGEST_LEASE_MILLIS,
        "--lease-ms = " + leaseMillis + ": write a number from 500 to 60000.");
    long chosen = seed != null ? seed : System.nanoTime() & 0xFFFFFF;
    Duration lease = Duration.ofMillis(leaseMillis);
    Duration length = Duration.ofSeconds(seconds);
    Schedule schedule = new Schedule(chosen, lease, store.size(), containers);
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    Telling telling =
        output.json() ? new JsonTelling(out) : new TextTelling(out, Ansi.AUTO, Ansi.AUTO.enabled());
    try (Workplace workplace = containers ? Workplace.openInContainers() : Workplace.open()) {
      telling.opening(store.title(), schedule, length);
      CampaignResult result = new Campaign(store, schedule, workplace, telling).fight(length);
      telling.ends(result);
      if (keep || !result.held()) {
        Path kept = workplace.keep();
        PrintWriter err = spec.commandLine().getErr();
        err.println("Histories, the ledger and what the processes logged are in " + kept + ".");
        err.flush();
      }
      return result.held() ? ExitCode.OK : ExitCode.NO;
    }
  }

  private LabStore store() {
    List<LabStore> all = LabStore.redundant();
    List<String> names = all.stream().map(LabStore::provider).toList();
    return all.stream()
        .filter(store -> store.provider().equals(backend))
        .findFirst()
        .orElseThrow(
            () ->
                misunderstood(
                    "There is no campaign on '"
                        + backend
                        + "'. "
                        + Nearest.to(backend, names)
                            .map(name -> "Closest: " + name + ". ")
                            .orElse("")
                        + "There are: "
                        + String.join(", ", names)
                        + "."));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw misunderstood(message);
    }
  }

  private ParameterException misunderstood(String message) {
    return new ParameterException(requireNonNull(spec).commandLine(), message);
  }
}
