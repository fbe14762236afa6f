package io.primacy.election.node.config;

import io.primacy.election.ConfigurationException;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.node.health.checks.CheckConfig;
import io.primacy.election.node.health.database.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told: what to open and where to stand. Whoever holds one knows that it is
 * complete.
 *
 * @param elections node, namespace, provider, times
 * @param asVisitor the same for a process beside the node that only looks, and so is never the
 *     voter that the node may be
 * @param stands at least one, each election once, in the order of the file
 * @param checks by which it knows whether it is well
 * @param database that the leader has to be near, if any
 * @param lifecycle how it starts and stops what it leads with
 * @param watchdog how a supervisor watches over it, if it has one
 * @param http where it answers balancers, probes and Prometheus; empty: nowhere
 * @param told what its file said
 */
public record NodeConfig(
    ElectionsConfig elections,
    ElectionsConfig asVisitor,
    List<Stand> stands,
    List<CheckConfig> checks,
    Optional<DatabaseConfig> database,
    LifecycleSettings lifecycle,
    WatchdogConfig watchdog,
    Optional<HttpConfig> http,
    Told told) {

  public NodeConfig {
    stands = List.copyOf(stands);
    checks = List.copyOf(checks);
  }

  /**
   * Reads its file again.
   *
   * @throws ConfigurationException with everything that is wrong with it now
   */
  public NodeConfig again() {
    return read(told.file());
  }

  /**
   * Reads a HOCON file.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  public static NodeConfig read(Path file) {
    return new NodeConfigReader(file).read();
  }
}
