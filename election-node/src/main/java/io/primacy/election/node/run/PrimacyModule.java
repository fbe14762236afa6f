package io.primacy.election.node.run;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.LeaderElection;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.spi.Environment;

/**
 * Binds {@link Elections}, each configured {@link LeaderElection} by its name, and the map of
 * contenders by election that others add to: what leads is theirs. To the set of {@link NamedCheck}
 * an application adds its own. An election without a contender is stood in all the same, and its
 * leader only says so.
 */
public final class PrimacyModule extends AbstractModule {

  private final NodeConfig config;
  private final EventSink events;

  public PrimacyModule(NodeConfig config, EventSink events) {
    this.config = config;
    this.events = events;
  }

  @Override
  protected void configure() {
    bind(NodeConfig.class).toInstance(config);
    bind(EventSink.class).toInstance(events);
    bind(NodeStates.class).to(Progress.class);
    MapBinder.newMapBinder(binder(), String.class, Contender.class);
    Multibinder.newSetBinder(binder(), Companion.class);
    Multibinder.newSetBinder(binder(), NamedCheck.class);
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
