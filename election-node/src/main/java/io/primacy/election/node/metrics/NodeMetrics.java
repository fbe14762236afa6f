package io.primacy.election.node.metrics;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.primacy.election.Contender;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.run.Companion;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.spi.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a node measures, in one registry of its own: no code of the application is asked when
 * it is read. docs/observability.md lists the names.
 */
@Singleton
public final class NodeMetrics implements Companion {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
  private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final NodeSight node;
  private final NodeStates states;
  private final Leaderships leaderships;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<Registration> observed = new ArrayList<>(); // Begun and closed by one caller.
  private Optional<HealthMeters> health = Optional.empty(); // Set before it begins.

  @Inject
  public NodeMetrics(NodeSight node, NodeStates states) {
    this.node = node;
    this.states = states;
    var config = node.elections().config();
    registry.config().commonTags("namespace", config.namespace(), "node", config.node());
    this.leaderships = new Leaderships(registry, node.names());
  }

  /** Measures what checks find, too. */
  @Inject(optional = true)
  public void with(HealthView checks) {
    health = Optional.of(new HealthMeters(checks, registry));
  }

  /** A reading in a format that Prometheus understands. */
  public record Scrape(String contentType, String text) {}

  /**
   * Reads everything.
   *
   * @param accept the header of that name; OpenMetrics is given to who asks for it
   */
  public Scrape scrape(String accept) {
    health.ifPresent(HealthMeters::look);
    String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
    return new Scrape(type, registry.scrape(type));
  }

  @Override
  public void begin() {
    new SessionMeters(node).bindTo(registry);
    new ElectionMeters(node).bindTo(registry);
    states.onChange(new WorkTimes(registry, node.names(), System::nanoTime));
    for (String name : node.names()) {
      RecordedChanges changes = new RecordedChanges(registry, name, System::nanoTime);
      observed.add(node.elections().election(name).observe(changes));
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  @Override
  public Contender around(String election, Contender contender) {
    return leaderships.around(election, contender);
  }

  @Override
  public void close() {
    observed.forEach(Registration::close);
    collections.close();
    registry.close();
  }
}
