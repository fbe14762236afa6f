package io.primacy.election.node.health;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Names;
import java.util.Set;

/**
 * A check with what it is called and when it is asked. An application adds its own to the set of
 * these that Guice injects, or gives them to {@link Health}.
 *
 * @param name what operators see
 * @param elections those it decides about; empty for all
 * @param rhythm when it is asked
 * @param check the question
 */
public record NamedCheck(String name, Set<String> elections, Rhythm rhythm, HealthCheck check) {

  public NamedCheck {
    Names.requireValid("check", name);
    elections = Set.copyOf(elections);
    requireNonNull(rhythm, "rhythm");
    requireNonNull(check, "check");
  }

  /** Whether it decides about that election. */
  public boolean concerns(String election) {
    return elections.isEmpty() || elections.contains(election);
  }
}
