package io.primacy.election.node.config;

import io.primacy.election.Candidacy;
import io.primacy.election.node.health.database.DatabaseConfig;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a node stands in one election.
 *
 * @param election its name
 * @param candidacy priority, eligibility, attributes
 */
public record Stand(String election, Candidacy candidacy) {

  /** Attributes that the node writes itself: why it may not lead, and what raises its priority. */
  private static final Set<String> OWN_ATTRIBUTES = Set.of("health", "boost");

  private static final int MOST_ATTRIBUTES = 14;

  public Stand {
    for (String own : new TreeSet<>(OWN_ATTRIBUTES)) {
      if (candidacy.attributes().containsKey(own)) {
        throw new IllegalArgumentException(
            "Attribute '" + own + "' is written by the node itself: choose another name.");
      }
    }
    if (candidacy.attributes().size() > MOST_ATTRIBUTES) {
      throw new IllegalArgumentException(
          candidacy.attributes().size()
              + " attributes: give at most "
              + MOST_ATTRIBUTES
              + ", the node adds up to "
              + OWN_ATTRIBUTES.size()
              + ".");
    }
  }

  /** Whether its leader would stay although that database is nearer to another node by now. */
  public boolean ignoresBoostOf(DatabaseConfig database) {
    return database.boost() > 0 && database.concerns(election) && !candidacy.failback().isWanted();
  }
}
