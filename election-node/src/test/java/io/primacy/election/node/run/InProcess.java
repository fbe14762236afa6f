package io.primacy.election.node.run;

import io.primacy.election.Elections;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.config.Told;
import io.primacy.election.node.config.WatchdogConfig;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.lifecycle.Lifecycles;
import io.primacy.election.spi.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node within a test, which no file describes and which leads without doing anything. */
record InProcess(HealthWatch health, RunningNode running) {

  private static final WatchdogConfig UNWATCHED =
      new WatchdogConfig(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          new WatchdogConfig.Restarts(
              Duration.ofSeconds(1), Duration.ofMinutes(1), 5, Duration.ofMinutes(10)),
          Optional.empty());

  static NodeConfig config(
      Elections elections, List<Stand> stands, Optional<DatabaseConfig> database) {
    return new NodeConfig(
        elections.config(),
        elections.config(),
        stands,
        List.of(),
        database,
        LifecycleSettings.usual(),
        UNWATCHED,
        Optional.empty(),
        Told.nothing());
  }

  static InProcess node(
      Elections elections,
      List<Stand> stands,
      Optional<DatabaseConfig> database,
      Set<NamedCheck> checks,
      EventSink events,
      Environment environment) {
    NodeConfig config = config(elections, stands, database);
    Standings standings = new Standings(elections, config);
    HealthWatch health =
        new HealthWatch(config, checks, Optional.empty(), standings, events, environment);
    Lifecycles lifecycles = new Lifecycles(config, elections, Map.of(), Map.of());
    return new InProcess(
        health, new RunningNode(elections, standings, health, lifecycles, events, Set.of()));
  }
}
