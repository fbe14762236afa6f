package io.primacy.election.node.lifecycle;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.LifecycleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether all components of an election can take as long to stop as each may, one after the other,
 * while it is still held. A limit as long as the drain limit, which it is if left out, says nothing
 * of the single component: then the drain limit bounds them all together.
 */
final class StopRoom {

  private final Duration drainLimit;
  private final Map<String, Integer> counts = new TreeMap<>();

  StopRoom(Duration drainLimit, Map<String, Set<Component>> components) {
    this.drainLimit = drainLimit;
    components.forEach((election, parts) -> counts.put(election, parts.size()));
  }

  /**
   * Judges.
   *
   * @throws ConfigurationException with every election that has too little room
   */
  void requireFor(LifecycleSettings settings) {
    Duration each = settings.stopLimit();
    if (each.compareTo(drainLimit) >= 0) {
      return;
    }
    List<String> problems = new ArrayList<>();
    counts.forEach(
        (election, count) -> {
          Duration together = each.multipliedBy(count);
          if (together.compareTo(drainLimit) > 0) {
            problems.add(problem(election, count, each, together));
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private String problem(String election, int count, Duration each, Duration together) {
    return "primacy.lifecycle.stop-limit = "
        + each.toMillis()
        + "ms for each of the "
        + count
        + " components of '"
        + election
        + "' is "
        + together.toMillis()
        + "ms, longer than election.timing.drain-limit ("
        + drainLimit.toMillis()
        + "ms), after which another node leads all the same. Shorten it, or lengthen the drain"
        + " limit.";
  }
}
