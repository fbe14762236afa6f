package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.primacy.election.ElectionView;
import io.primacy.election.FencingToken;
import io.primacy.election.node.run.ElectionSight;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.node.run.State;
import java.util.function.ToDoubleFunction;

/** How this node stands in each election, evaluated when it is read. */
record ElectionMeters(NodeSight node) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String election : node.names()) {
      of(registry, election);
    }
  }

  private void of(MeterRegistry registry, String election) {
    gauge(
        registry,
        election,
        "primacy.leader",
        "Whether this node leads, as isHeld() says at this moment: 1 or 0.",
        sight -> sight.held().isPresent() ? 1 : 0);
    gauge(
        registry,
        election,
        "primacy.active",
        "Whether this node leads and its work has started, as /leader says: 1 or 0.",
        sight -> sight.isActive() ? 1 : 0);
    gauge(
        registry,
        election,
        "primacy.fencing.token",
        "The highest token that this node saw in the record; 0 before the first.",
        sight -> sight.view().flatMap(ElectionView::token).map(FencingToken::value).orElse(0L));
    gauge(
        registry,
        election,
        "primacy.candidates",
        "How many candidates the record lists that may lead, dead ones included until they are"
            + " struck.",
        sight -> sight.view().map(ElectionMeters::mayLead).orElse(0L));
    for (State state : State.values()) {
      Gauge.builder("primacy.state", () -> node.election(election).state().state() == state ? 1 : 0)
          .description("How far this node is with the work: 1 for the present state, else 0.")
          .tags("election", election, "state", state.word())
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry,
      String election,
      String name,
      String what,
      ToDoubleFunction<ElectionSight> value) {
    Gauge.builder(name, () -> value.applyAsDouble(node.election(election)))
        .description(what)
        .tag("election", election)
        .register(registry);
  }

  private static long mayLead(ElectionView view) {
    return view.candidates().stream().filter(view::mayLead).count();
  }
}
