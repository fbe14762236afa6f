package io.primacy.bench;

import io.primacy.bench.measure.Measurements;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code primacy bench}: which measurements, each in a process of its own. */
@Command(
    name = "primacy bench",
    description = {
      "Measure elections side by side with what people would use instead: same service, same"
          + " session time, same machine, in turns. Compare only within one run.",
      "Writes JSON, charts and a page; a full run into docs/bench, which takes about an hour and a half."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Measured, whether goals were reached or not.",
      "2:The command line could not be understood.",
      "70:A fault of this program, or of what is measured; the others were measured all the same.",
      "73:A file could not be written."
    })
final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these measurements: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private List<String> only = new ArrayList<>();

  @Mixin private final Request request = new Request();

  /** What there is to choose from. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(Measurements.names());
    }
  }

  @Override
  public Integer call() throws Exception {
    List<String> chosen = chosen();
    Published published = new Published(request);
    published.prepare();
    Map<String, Path> failed = new LinkedHashMap<>();
    for (String measurement : chosen) {
      measure(measurement).ifPresent(logs -> failed.put(measurement, logs));
    }
    if (!failed.isEmpty()) {
      throw new CommandException(
          ExitCode.SOFTWARE,
          "Of "
              + chosen.size()
              + " measurements these failed: "
              + failed.keySet().stream()
                  .map(name -> name + ", whose logs are in " + failed.get(name))
                  .collect(Collectors.joining("; "))
              + ". Ask for them again with --only "
              + String.join(",", failed.keySet())
              + ".");
    }
    if (!request.json()) {
      System.err.println("primacy: written to " + published.page());
    }
    return ExitCode.OK;
  }

  /* Where its logs are if it failed. What ends otherwise was killed, or can write nothing: the
  others would fare no better. */
  private Optional<Path> measure(String measurement) throws IOException, InterruptedException {
    try (MeasurementProcess process = new MeasurementProcess(measurement, request)) {
      int code = process.await();
      if (code == ExitCode.OK) {
        process.deleteScratch();
        return Optional.empty();
      }
      if (code == ExitCode.SOFTWARE) {
        return Optional.of(process.scratch());
      }
      throw new CommandException(
          code, "The process of the measurement " + measurement + " ended with " + code + ".");
    }
  }

  private List<String> chosen() {
    List<String> names = Measurements.names();
    List<String> unknown = only.stream().filter(name -> !names.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "No measurement is named "
              + String.join(", ", unknown)
              + ". There are "
              + String.join(", ", names)
              + ".");
    }
    return names.stream().filter(name -> only.isEmpty() || only.contains(name)).toList();
  }
}
