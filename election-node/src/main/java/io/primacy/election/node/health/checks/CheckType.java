package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of check that can be configured.
 *
 * @param name the value of {@code type}
 * @param settings what it wants to be told
 * @param usual its rhythm where none is configured
 * @param maker makes one, which is to be closed
 */
public record CheckType(
    String name, List<Setting<?>> settings, Rhythm usual, Function<Settings, HealthCheck> maker) {

  public CheckType {
    settings = List.copyOf(settings);
  }

  @Override
  public String toString() {
    return name;
  }
}
