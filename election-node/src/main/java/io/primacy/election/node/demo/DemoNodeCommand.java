package io.primacy.election.node.demo;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import io.primacy.election.Contender;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.EventPrinter;
import io.primacy.election.node.run.EventSink;
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

/**
 * One node of the demo: as {@code run --json}, with a ledger to write, until its parent is gone.
 */
@Command(name = "demo-node", hidden = true, description = "One node of the demo.")
public final class DemoNodeCommand implements Callable<Integer> {

  /** How often the leader appends. */
  static final Duration INTERVAL = Duration.ofMillis(50);

  @Option(names = "--config", required = true)
  private @Nullable Path config;

  @Option(names = "--ledger", required = true)
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ParentWatch.begin();
    NodeConfig node = NodeConfig.read(requireNonNull(config));
    String name = node.elections().node();
    var out = requireNonNull(spec).commandLine().getOut();
    EventSink events = new EventPrinter(name, true, out, Clock.systemUTC());
    Ledger ledger = Ledger.open(requireNonNull(file));
    LedgerWriter writer = new LedgerWriter(name, ledger, INTERVAL, events);
    throw NodeProcess.run(node, events, contends(node.stands().get(0).election(), writer));
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
