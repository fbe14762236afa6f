package io.primacy.election.node;

import static java.util.Objects.requireNonNull;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.kit.Comparison;
import io.primacy.election.node.kit.KitReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares backends by what the compatibility kit found. */
@Command(
    name = "tck-report",
    description = {
      "Compare the reports that the compatibility kit wrote for several backends.",
      "Ends with 1 if there is none, or one of them is partial or failed."
    },
    mixinStandardHelpOptions = true)
final class TckReportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Reports (JSON), or folders of them. If none is named: */target/tck.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--markdown", description = "Print the page docs/compatibility.md.")
  private boolean markdown;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<KitReport> reports = new ArrayList<>();
    List<Path> named = paths.isEmpty() ? ofModules(Path.of("")) : paths;
    for (Path file : named.stream().flatMap(path -> files(path).stream()).toList()) {
      try {
        reports.add(KitReport.read(file));
      } catch (IOException e) {
        throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
      }
    }
    Comparison comparison = new Comparison(reports);
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    if (output.json()) {
      out.println(comparison.json());
    } else {
      out.print(markdown ? comparison.markdown() : comparison.text(Ansi.AUTO));
    }
    out.flush();
    return comparison.isPassed() ? ExitCode.OK : ExitCode.NO;
  }

  /** Where the modules of a project leave their reports. */
  private static List<Path> ofModules(Path root) {
    return children(root).stream()
        .map(module -> module.resolve("target/tck"))
        .filter(Files::isDirectory)
        .toList();
  }

  private static List<Path> files(Path path) {
    if (!Files.exists(path)) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          "No report at " + path + ": run the kit, or name the folder it wrote to.");
    }
    return Files.isDirectory(path)
        ? children(path).stream().filter(file -> file.toString().endsWith(".json")).toList()
        : List.of(path);
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> found = Files.list(folder.toAbsolutePath())) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new CommandException(ExitCode.CONFIGURATION, "Can not be read: " + e.getMessage());
    }
  }
}
