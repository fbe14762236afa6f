package io.primacy.election.node.config;

import com.typesafe.config.ConfigOrigin;
import io.primacy.election.ConfigurationException;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.spi.Nearest;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what all that is asked again and again has in common: when, how damped, for what. */
final class RhythmReader {

  private static final Setting<Duration> EVERY =
      Setting.duration("every", "from one question to the next").optional();
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "when a question counts as failed").optional();
  private static final Setting<Integer> FALL =
      Setting.integer("fall", "failures in a row until it is ill").optional();
  private static final Setting<Integer> RISE =
      Setting.integer("rise", "successes in a row until it is well again").optional();
  private static final Setting<List<String>> ELECTIONS =
      Setting.list("elections", "the elections it decides about").optional();

  static final List<Setting<?>> SETTINGS = List.of(EVERY, TIMEOUT, FALL, RISE, ELECTIONS);

  private final ConfigProblems problems;
  private final Set<String> stands;

  /** With the elections in which this node stands. */
  RhythmReader(ConfigProblems problems, Set<String> stands) {
    this.problems = problems;
    this.stands = Set.copyOf(stands);
  }

  Optional<Rhythm> rhythm(String key, ConfigOrigin origin, Settings settings, Rhythm usual) {
    Duration every = settings.find(EVERY).orElse(usual.every());
    Duration shorter = usual.timeout().compareTo(every) < 0 ? usual.timeout() : every;
    try {
      return Optional.of(
          new Rhythm(
              every,
              settings.find(TIMEOUT).orElse(shorter),
              settings.find(FALL).orElse(usual.fall()),
              settings.find(RISE).orElse(usual.rise())));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> problems.add(origin, key + "." + problem));
      return Optional.empty();
    }
  }

  Set<String> elections(String key, ConfigOrigin origin, Settings settings) {
    Set<String> named = new TreeSet<>(settings.find(ELECTIONS).orElse(List.of()));
    for (String name : named) {
      if (!stands.contains(name)) {
        problems.add(
            origin,
            key
                + ".elections names '"
                + name
                + "', where this node does not stand."
                + Nearest.to(name, stands)
                    .map(near -> " Closest: " + near + ".")
                    .orElse(" It stands in: " + String.join(", ", new TreeSet<>(stands)) + "."));
      }
    }
    return named;
  }
}
