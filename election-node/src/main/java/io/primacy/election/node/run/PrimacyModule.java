package io.primacy.election.node.run;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.LeaderElection;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.lifecycle.Component;
import io.primacy.election.node.lifecycle.Lifecycles;
import io.primacy.election.spi.Environment;

/**
 * Binds {@link Elections}, each configured {@link LeaderElection} by its name, and two maps by
 * election that others add to: {@linkplain #components components}, which are started and stopped
 * one by one, or a contender, which is told and does the rest itself. To the set of {@link
 * NamedCheck} an application adds its own; it may bind the {@link DatabaseConfig} that the leader
 * has to be near, where the file has none. An election without components or a contender is stood
 * in all the same, and its leader only says so.
 */
public final class PrimacyModule extends AbstractModule {

  private final NodeConfig config;
  private final EventSink events;

  public PrimacyModule(NodeConfig config, EventSink events) {
    this.config = config;
    this.events = events;
  }

  /**
   * Where a module adds the components of elections, in the order in which they are started: {@code
   * PrimacyModule.components(binder()).addBinding("ledger").to(Journal.class)}.
   */
  public static MapBinder<String, Component> components(Binder binder) {
    return MapBinder.newMapBinder(binder, String.class, Component.class).permitDuplicates();
  }

  @Override
  protected void configure() {
    bind(NodeConfig.class).toInstance(config);
    bind(EventSink.class).toInstance(events);
    bind(NodeStates.class).to(Lifecycles.class);
    MapBinder.newMapBinder(binder(), String.class, Contender.class);
    components(binder());
    Multibinder.newSetBinder(binder(), Companion.class);
    Multibinder.newSetBinder(binder(), NamedCheck.class);
    OptionalBinder.newOptionalBinder(binder(), DatabaseConfig.class);
    bind(Environment.class).toInstance(Environment.system());
    bind(HealthView.class).to(HealthWatch.class);
    var elections = getProvider(Elections.class);
    for (Stand stand : config.stands()) {
      bind(LeaderElection.class)
          .annotatedWith(Names.named(stand.election()))
          .toProvider(() -> elections.get().election(stand.election()));
    }
  }

  @Provides
  @Singleton
  Elections elections() {
    return Elections.open(config.elections());
  }
}
