package io.primacy.election.node.lab;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import io.primacy.election.Contender;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.EventPrinter;
import io.primacy.election.node.run.EventSink;
import io.primacy.election.node.run.NodeEvent;
import io.primacy.election.node.run.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
    Ledger ledger = Ledger.open(requireNonNull(file));
    if (history == null) {
      Contender writer = new LedgerWriter(name, ledger, interval, printer, Leadership::isHeld);
      throw NodeProcess.run(node, printer, contends(election, writer));
    }
    Recorder recorder = Recorder.open(history, name + "#" + run(), election);
    EventSink events = event -> record(event, recorder, printer);
    Contender writer = new LedgerWriter(name, ledger, interval, events, recorder::sample);
    Contender recorded = new RecordedContender(writer, recorder);
    throw NodeProcess.run(node, events, contends(election, recorded));
  }

  /* A run of the node is a member of its own. In a container each run is process 1. */
  private static long run() {
    long pid = ProcessHandle.current().pid();
    return pid == 1 ? System.nanoTime() : pid;
  }

  private static void record(NodeEvent event, Recorder recorder, EventSink printer) {
    if (event instanceof NodeEvent.Stands stands) {
      recorder.add("STOOD", 0, stands.priority());
    } else if (event instanceof LedgerEvent.Appended appended) {
      recorder.add("ACCEPTED", appended.token(), appended.sequence());
    } else if (event instanceof LedgerEvent.Refused refused) {
      recorder.add("REFUSED", refused.token(), refused.highest());
    }
    printer.accept(event);
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
