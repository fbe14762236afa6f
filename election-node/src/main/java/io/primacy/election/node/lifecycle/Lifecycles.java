package io.primacy.election.node.lifecycle;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeStates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a node does in each election in which it is configured to stand. */
@Singleton
public final class Lifecycles implements NodeStates {

  private final Map<String, Lifecycle> lifecycles;
  private final StopRoom room;
  private volatile LifecycleSettings settings; // Written by a reload, read by anyone.

  /**
   * Does nothing yet.
   *
   * @throws IllegalStateException if an election has both a contender and components
   * @throws ConfigurationException if the components of one may take longer to stop than it is held
   */
  @Inject
  public Lifecycles(
      NodeConfig config,
      Elections elections,
      Map<String, Contender> contenders,
      Map<String, Set<Component>> components) {
    this.room = new StopRoom(config.elections().timing().drainLimit(), components);
    room.requireFor(config.lifecycle());
    this.settings = config.lifecycle();
    Map<String, Lifecycle> made = new LinkedHashMap<>();
    for (Stand stand : config.stands()) {
      String election = stand.election();
      List<Component> parts = List.copyOf(components.getOrDefault(election, Set.of()));
      made.put(election, lifecycle(elections, election, contenders.get(election), parts));
    }
    this.lifecycles = Collections.unmodifiableMap(made);
    onChange(new TransitionLog(elections.node()));
  }

  private Lifecycle lifecycle(
      Elections elections,
      String election,
      @Nullable Contender contender,
      List<Component> components) {
    if (contender == null) {
      return Lifecycle.of(elections, election, components, () -> settings);
    }
    if (!components.isEmpty()) {
      List<String> names = new ArrayList<>();
      components.forEach(component -> names.add(component.name()));
      throw new IllegalStateException(
          "Election '"
              + election
              + "' has a contender and the components "
              + names
              + ": bind one or the others.");
    }
    return Lifecycle.of(elections, election, contender);
  }

  /** That of a configured election. */
  public Lifecycle of(String election) {
    Lifecycle lifecycle = lifecycles.get(election);
    if (lifecycle == null) {
      throw new IllegalArgumentException("This node does not stand in '" + election + "'.");
    }
    return lifecycle;
  }

  /**
   * Other limits, from the next call of a component on.
   *
   * @throws ConfigurationException as at the start; nothing changes then
   */
  public void configure(LifecycleSettings now) {
    room.requireFor(now);
    settings = now;
  }

  /** Looks at the session, whose end no view of an election tells. */
  public void look() {
    lifecycles.values().forEach(Lifecycle::look);
  }

  @Override
  public Map<String, ElectionState> states() {
    Map<String, ElectionState> states = new LinkedHashMap<>();
    lifecycles.forEach((election, lifecycle) -> states.put(election, lifecycle.state()));
    return Collections.unmodifiableMap(states);
  }

  @Override
  public void onChange(Listener listener) {
    lifecycles.values().forEach(lifecycle -> lifecycle.onChange(listener));
  }
}
