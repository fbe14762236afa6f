package io.primacy.election.node.config;

import io.primacy.election.Candidacy;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Failback;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is different between two readings of a node's file, all of which can change while the node
 * runs.
 *
 * @param stands those that change, as they become
 * @param lifecycle the limits as they become
 * @param phrases one for each difference, for people; empty if there is none
 */
public record ConfigChange(List<Stand> stands, LifecycleSettings lifecycle, List<String> phrases) {

  public ConfigChange {
    stands = List.copyOf(stands);
    phrases = List.copyOf(phrases);
  }

  /**
   * Compares.
   *
   * @throws ConfigurationException with everything that can not change without a restart
   */
  public static ConfigChange between(NodeConfig now, NodeConfig next) {
    List<String> fixed = new ArrayList<>();
    now.told().changedIn(next.told()).forEach((key, phrase) -> fixed.add(refusal(key, phrase)));
    Map<String, Stand> before = byElection(now);
    Map<String, Stand> after = byElection(next);
    before.forEach(
        (election, stand) -> {
          if (!after.containsKey(election)) {
            fixed.add(refusal("primacy.elections", "no longer names '" + election + "'"));
          }
        });
    List<Stand> stands = new ArrayList<>();
    List<String> phrases = new ArrayList<>();
    after.forEach(
        (election, stand) -> {
          Stand old = before.get(election);
          if (old == null) {
            fixed.add(refusal("primacy.elections", "names '" + election + "', which is new"));
          } else if (!old.equals(stand)) {
            stands.add(stand);
            compare(election + ".", old.candidacy(), stand.candidacy(), phrases);
          }
        });
    if (!fixed.isEmpty()) {
      throw new ConfigurationException(fixed);
    }
    compare(now.lifecycle(), next.lifecycle(), phrases);
    return new ConfigChange(stands, next.lifecycle(), phrases);
  }

  private static Map<String, Stand> byElection(NodeConfig config) {
    return config.stands().stream()
        .collect(
            Collectors.toMap(
                Stand::election, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private static void compare(String prefix, Candidacy old, Candidacy now, List<String> phrases) {
    compare(prefix + "priority", old.priority(), now.priority(), phrases);
    compare(prefix + "eligible", old.eligible(), now.eligible(), phrases);
    compare(prefix + "attributes", old.attributes(), now.attributes(), phrases);
    compare(prefix + "failback", old.failback(), now.failback(), phrases);
  }

  private static void compare(LifecycleSettings old, LifecycleSettings now, List<String> phrases) {
    compare("lifecycle.start-limit", old.startLimit(), now.startLimit(), phrases);
    compare("lifecycle.stop-limit", old.stopLimit(), now.stopLimit(), phrases);
    compare("lifecycle.when-stuck", old.whenStuck(), now.whenStuck(), phrases);
  }

  private static void compare(String key, Object old, Object now, List<String> phrases) {
    if (!Objects.equals(old, now)) {
      phrases.add(key + " was " + text(old) + " and is " + text(now));
    }
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return duration.toMillis() + "ms";
    }
    if (value instanceof Failback failback) {
      return failback.isWanted()
          ? "{hold-off="
              + text(failback.holdOff())
              + ", moves-per-hour="
              + failback.movesPerHour()
              + "}"
          : "never";
    }
    return value instanceof WhenStuck policy
        ? policy.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  private static String refusal(String key, String phrase) {
    return key
        + " "
        + phrase
        + ": it can not change while the node runs. Restart it, or undo that.";
  }
}
