package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.spi.Settings;
import java.util.Set;

/**
 * One configured check.
 *
 * @param name what operators see
 * @param type its kind
 * @param elections those it decides about; empty for all
 * @param rhythm when it is asked
 * @param settings of its kind, checked
 */
public record CheckConfig(
    String name, CheckType type, Set<String> elections, Rhythm rhythm, Settings settings) {

  /** The check itself. */
  public NamedCheck open() {
    return new NamedCheck(name, elections, rhythm, type.maker().apply(settings));
  }
}
