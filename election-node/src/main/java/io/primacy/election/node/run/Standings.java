package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.Elections;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How this node stands in each configured election, in the order of the file. Immutable. */
@Singleton
public final class Standings {

  private final Map<String, Standing> standings;

  @Inject
  public Standings(Elections elections, NodeConfig config) {
    Map<String, Standing> byName = new LinkedHashMap<>();
    for (Stand stand : config.stands()) {
      byName.put(
          stand.election(), new Standing(elections.election(stand.election()), stand.candidacy()));
    }
    this.standings = Collections.unmodifiableMap(byName);
  }

  /** All of them. */
  public Collection<Standing> all() {
    return standings.values();
  }

  /** That in one election, if one is configured. */
  public Optional<Standing> in(String election) {
    return Optional.ofNullable(standings.get(election));
  }
}
