package io.primacy.election.node.metrics;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.primacy.election.node.run.Companion;

/** Measures a node, and shows it in the JVM's MBeans; {@link NodeMetrics} has it as text. */
public final class MetricsModule extends AbstractModule {

  @Override
  protected void configure() {
    Multibinder<Companion> companions = Multibinder.newSetBinder(binder(), Companion.class);
    companions.addBinding().to(NodeMetrics.class);
    companions.addBinding().to(ManagedBeans.class);
  }
}
