package io.primacy.bench;

import static java.util.Objects.requireNonNull;

import io.primacy.bench.measure.BusyThreads;
import io.primacy.bench.measure.Measurement;
import io.primacy.bench.measure.Measurements;
import io.primacy.bench.measure.Progress;
import io.primacy.bench.report.Outcome;
import io.primacy.bench.report.OutcomeFiles;
import io.primacy.bench.report.OutcomeText;
import io.primacy.bench.report.Page;
import io.primacy.bench.report.Readme;
import io.primacy.bench.report.Setting;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code primacy bench}. */
@Command(
    name = "bench",
    description = {
      "Measure elections side by side with what people would use instead: same service, same"
          + " session time, same machine, in turns. Compare only within one run.",
      "Writes JSON, charts and a page; a full run into docs/bench, which takes a good hour and a half."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Measured, whether goals were reached or not.",
      "2:The command line could not be understood.",
      "70:A fault of this program, or of what is measured.",
      "73:A file could not be written."
    })
final class BenchCommand implements Callable<Integer> {

  private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);

  @Option(names = "--quick", description = "A first look: fewer runs, all within five minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these measurements: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where files go; by default docs/bench, of a quick run bench/target/quick.")
  private @Nullable Path out;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  /** What there is to choose from. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(names());
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Measurement> chosen = chosen();
    Path folder = folder();
    OutcomeFiles files = new OutcomeFiles(folder);
    attempt(files::prepare);
    for (Measurement measurement : chosen) {
      Outcome outcome = measure(measurement);
      attempt(() -> write(files, outcome));
      var console = requireNonNull(spec).commandLine().getOut();
      if (output.json()) {
        console.println(Json.line(Json.object(outcome)));
      } else {
        console.println(new OutcomeText(outcome).render(Ansi.AUTO));
      }
      console.flush();
      awaitQuiet(measurement);
    }
    if (!output.json()) {
      tell("written to " + folder.resolve(OutcomeFiles.PAGE));
    }
    return ExitCode.OK;
  }

  private Path folder() {
    if (out != null) {
      return out;
    }
    return root().resolve(quick ? "bench/target/quick" : "docs/bench");
  }

  /* Told by the launcher, which may be called from anywhere. */
  private static Path root() {
    return Path.of(System.getProperty("bench.root", ""));
  }

  private Outcome measure(Measurement measurement) {
    Setting setting = Setting.here(quick, Versions.ofPeers());
    try (Console progress = new Console(measurement.title(), output.json())) {
      return new Outcome(
          measurement.name(),
          measurement.title(),
          measurement.about(),
          measurement.baseline(),
          setting,
          measurement.run(quick, progress),
          measurement.goals());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CommandException(
          ExitCode.SOFTWARE, "The measurement " + measurement.name() + " failed: " + e + ".");
    }
  }

  private static void awaitQuiet(Measurement measured) throws InterruptedException {
    List<String> busy = BusyThreads.leftAfter(QUIET_WITHIN);
    if (!busy.isEmpty()) {
      throw new CommandException(
          ExitCode.SOFTWARE,
          "The measurement "
              + measured.name()
              + " is written, but it left threads at work: "
              + String.join(", ", busy)
              + ". Nothing is measured beside them; ask for the others with --only.");
    }
  }

  private void write(OutcomeFiles files, Outcome outcome) throws IOException {
    files.write(outcome);
    files.writePage(names());
    if (out == null && !quick) {
      new Readme(root().resolve("README.md")).replace(new Page(files.read(names())).summary());
    }
  }

  /** Something done to files. */
  private interface ToFiles {
    void run() throws IOException;
  }

  private static void attempt(ToFiles deed) {
    try {
      deed.run();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_WRITE, "The figures can not be written: " + e + ".");
    }
  }

  private List<Measurement> chosen() {
    List<Measurement> all = Measurements.all();
    List<String> unknown = only.stream().filter(name -> !names().contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "No measurement is named "
              + String.join(", ", unknown)
              + ". There are "
              + String.join(", ", names())
              + ".");
    }
    return all.stream().filter(m -> only.isEmpty() || only.contains(m.name())).toList();
  }

  private static List<String> names() {
    return Measurements.all().stream().map(Measurement::name).collect(Collectors.toList());
  }

  private static void tell(String words) {
    System.err.println("primacy: " + words);
  }

  /** Progress: one line that is written over on a terminal, a line each quarter elsewhere. */
  private static final class Console implements Progress, AutoCloseable {
    private final String title;
    private final boolean silent;
    private final boolean terminal = Ansi.AUTO.enabled();
    private int told = -1;

    Console(String title, boolean silent) {
      this.title = title;
      this.silent = silent;
    }

    @Override
    public void at(int done, int of, String doing) {
      if (silent) {
        return;
      }
      int percent = 100 * done / Math.max(1, of);
      if (terminal) {
        System.err.printf(Locale.ROOT, "\r\033[K%s: %d %%, %s", title, percent, doing);
      } else if (percent / 25 > told) {
        told = percent / 25;
        tell(title + ": " + percent + " %");
      }
    }

    @Override
    public void close() {
      if (terminal && !silent) {
        System.err.print("\r\033[K");
      }
    }
  }
}
