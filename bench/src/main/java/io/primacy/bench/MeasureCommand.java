package io.primacy.bench;

import static java.util.Objects.requireNonNull;

import io.primacy.bench.measure.BusyThreads;
import io.primacy.bench.measure.Measurement;
import io.primacy.bench.measure.Measurements;
import io.primacy.bench.report.Outcome;
import io.primacy.bench.report.OutcomeText;
import io.primacy.bench.report.Setting;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one measurement, writes what it found and shows it; see {@link MeasurementProcess}. */
@Command(name = "measure")
final class MeasureCommand implements Callable<Integer> {

  private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);

  @Parameters(paramLabel = "NAME")
  private String name = "";

  @Mixin private final Request request = new Request();

  @Spec private @Nullable CommandSpec spec;

  /** As a program, which ends with the one that started it. */
  public static void main(String[] arguments) {
    ProcessHandle.current().parent().ifPresent(MeasureCommand::endWith);
    System.exit(Bench.execute(new MeasureCommand(), arguments));
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(ExitCode.SOFTWARE);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public Integer call() throws Exception {
    Outcome outcome = measure(Measurements.named(name));
    new Published(request).write(outcome);
    var console = requireNonNull(spec).commandLine().getOut();
    console.println(
        request.json()
            ? Json.line(Json.object(outcome))
            : new OutcomeText(outcome).render(Ansi.AUTO));
    console.flush();
    List<String> busy = BusyThreads.leftAfter(QUIET_WITHIN);
    if (!busy.isEmpty()) {
      throw new CommandException(
          ExitCode.SOFTWARE,
          "The measurement "
              + name
              + " is written, but it left threads at work: "
              + String.join(", ", busy)
              + ". They may have been at work beside the others of it.");
    }
    return ExitCode.OK;
  }

  private Outcome measure(Measurement measurement) {
    Setting setting = Setting.here(request.quick(), Versions.ofPeers());
    try (Console progress = new Console(measurement.title(), request.json())) {
      return new Outcome(
          measurement.name(),
          measurement.title(),
          measurement.about(),
          measurement.baseline(),
          setting,
          measurement.run(request.quick(), progress),
          measurement.goals());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CommandException(
          ExitCode.SOFTWARE, "The measurement " + name + " failed: " + e + ".");
    }
  }
}
