package io.primacy.election.node.http;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.primacy.election.node.metrics.MetricsModule;
import io.primacy.election.node.run.Companion;

/**
 * Adds metrics to a node, and the port for balancers, probes and Prometheus if one is configured.
 */
public final class HttpModule extends AbstractModule {

  @Override
  protected void configure() {
    install(new MetricsModule());
    Multibinder.newSetBinder(binder(), Companion.class).addBinding().to(HttpCompanion.class);
  }
}
