package io.primacy.election.node.config;

import io.primacy.election.ConfigurationException;
import io.primacy.election.ElectionsConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a witness is told: the store it votes in.
 *
 * @param elections node, namespace, provider, times
 * @param http where it answers; empty: nowhere
 */
public record WitnessConfig(ElectionsConfig elections, Optional<HttpConfig> http) {

  /**
   * Reads a HOCON file: as a node's, without elections.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  public static WitnessConfig read(Path file) {
    return new NodeConfigReader(file).readAsWitness();
  }
}
