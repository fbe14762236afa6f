package io.primacy.election.node.lab;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import io.primacy.election.Contender;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.HistoryWriter;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.EventPrinter;
import io.primacy.election.node.http.HttpModule;
import io.primacy.election.node.run.EventSink;
import io.primacy.election.node.run.NodeProcess;
import io.primacy.election.node.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One node of a lab: as {@code run --json}, with a ledger to write, until its parent is gone. */
@Command(name = LabNodeCommand.NAME, hidden = true, description = "One node of a demo or campaign.")
public final class LabNodeCommand implements Callable<Integer> {

  static final String NAME = "lab-node";

  /** How often the leader appends if nothing else is said. */
  public static final Duration INTERVAL = Duration.ofMillis(50);

  @Option(names = "--config", required = true)
  private @Nullable Path config;

  @Option(names = "--ledger", required = true)
  private @Nullable Path file;

  @Option(names = "--interval")
  private Duration interval = INTERVAL;

  @Option(names = "--supervised")
  private boolean supervised;

  @Option(names = "--history")
  private @Nullable Path history;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ParentWatch.begin();
    NodeConfig node = NodeConfig.read(requireNonNull(config));
    String name = node.elections().node();
    String election = node.stands().get(0).election();
    var out = requireNonNull(spec).commandLine().getOut();
    EventSink printer = new EventPrinter(name, true, out, Clock.systemUTC());
    if (supervised) {
      return Supervisor.run(node, printer, unsupervised());
    }
    Ledger ledger = Ledger.open(requireNonNull(file));
    if (history == null) {
      Contender writer = new LedgerWriter(name, ledger, interval, printer, Witness.SILENT);
      throw NodeProcess.run(node, printer, contends(election, writer), new HttpModule());
    }
    Recorder recorder = new Recorder(HistoryWriter.open(history), name + "#" + run(), election);
    recorder.add(Kind.STOOD, 0, node.stands().get(0).candidacy().priority());
    Contender writer = new LedgerWriter(name, ledger, interval, printer, recorder);
    Contender recorded = new RecordedContender(writer, recorder);
    throw NodeProcess.run(node, printer, contends(election, recorded), new HttpModule());
  }

  private List<String> unsupervised() {
    return requireNonNull(spec).commandLine().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.equals("--supervised"))
        .toList();
  }

  /* A run of the node is a member of its own. Who starts it may say which; nobody else knows. */
  private static String run() {
    String told = System.getenv(Children.RUN);
    return told == null ? Long.toString(System.nanoTime()) : told;
  }

  private static Module contends(String election, Contender contender) {
    return new AbstractModule() {
      @Override
      protected void configure() {
        MapBinder.newMapBinder(binder(), String.class, Contender.class)
            .addBinding(election)
            .toInstance(contender);
      }
    };
  }
}
