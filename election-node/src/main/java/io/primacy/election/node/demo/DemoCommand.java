package io.primacy.election.node.demo;

import static java.util.Objects.requireNonNull;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Workplace;
import io.primacy.election.spi.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Shows on this machine, with real processes, what an election is worth. */
@Command(
    name = "demo",
    description = {
      "Start a coordination service and two nodes on this machine, kill, freeze and close masters,"
          + " fail back, hand over and restart them one after the other, and show who led when and"
          + " what a shared ledger accepted.",
      "Takes less than a minute. Ends with 0 only if every act held."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "zookeeper",
      description = "What to run on, ${DEFAULT-VALUE} if not said.")
  private String backend = "";

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also draw it: a page of HTML that needs nothing else.")
  private @Nullable Path report;

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LabStore store = store();
    requireWritable();
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    Narrator narrator = output.json() ? new JsonNarrator(out) : new TextNarrator(out, Ansi.AUTO);
    try (Workplace workplace = Workplace.open()) {
      DemoResult result = play(store, narrator, workplace);
      narrator.ends(result);
      write(result);
      if (!result.held()) {
        Path kept = workplace.keep();
        PrintWriter err = spec.commandLine().getErr();
        err.println("What the processes logged is in " + kept + ".");
        err.flush();
      }
      return result.held() ? ExitCode.OK : ExitCode.NO;
    }
  }

  private static DemoResult play(LabStore store, Narrator narrator, Workplace workplace)
      throws InterruptedException {
    try {
      return new Demo(store, narrator, workplace.directory(), workplace.children()).play();
    } catch (LabException e) {
      Path kept = workplace.keep();
      throw new CommandException(ExitCode.NO, e.getMessage() + " See the logs in " + kept + ".");
    }
  }

  private LabStore store() {
    List<LabStore> all = LabStore.smallest();
    List<String> names = all.stream().map(LabStore::provider).toList();
    return all.stream()
        .filter(store -> store.provider().equals(backend))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "There is no demo on '"
                        + backend
                        + "'. "
                        + Nearest.to(backend, names)
                            .map(name -> "Closest: " + name + ". ")
                            .orElse("")
                        + "There are: "
                        + String.join(", ", names)
                        + "."));
  }

  /* Better now than after a minute. */
  private void requireWritable() {
    if (report == null) {
      return;
    }
    Path parent = report.toAbsolutePath().getParent();
    if (Files.isDirectory(report) || parent == null || !Files.isWritable(parent)) {
      throw cannotWrite("the place is a directory, missing, or not writable");
    }
  }

  private void write(DemoResult result) {
    if (report == null) {
      return;
    }
    try {
      Files.writeString(report, HtmlReport.of(result));
    } catch (IOException e) {
      throw cannotWrite(String.valueOf(e.getMessage()));
    }
  }

  private CommandException cannotWrite(String why) {
    return new CommandException(
        ExitCode.CANNOT_WRITE,
        "The report can not be written to '" + report + "': " + why + ". Name another file.");
  }
}
