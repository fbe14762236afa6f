package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.primacy.election.Timing;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a node starts and stops what it leads with: {@code primacy.lifecycle}. */
final class LifecycleReader {

  static final String SECTION = "lifecycle";

  private static final String KEY = "primacy.lifecycle";
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final Setting<Duration> START_LIMIT =
      Setting.duration("start-limit", "how long one component may take to start")
          .checked(LifecycleReader::requireBounds)
          .withDefault(LifecycleSettings.usual().startLimit());
  private static final Setting<Duration> STOP_LIMIT =
      Setting.duration("stop-limit", "how long one component may take to stop")
          .checked(LifecycleReader::requireBounds)
          .optional();
  private static final Setting<WhenStuck> WHEN_STUCK =
      Setting.of(
              "when-stuck",
              "what is done about a component that does not stop in time",
              "write report or halt",
              LifecycleReader::whenStuck)
          .withDefault(LifecycleSettings.usual().whenStuck());

  private final ConfigProblems problems;

  LifecycleReader(ConfigProblems problems) {
    this.problems = problems;
  }

  /**
   * Sound values when the section is left out.
   *
   * @param timing of the elections, unless there is something wrong with them
   */
  LifecycleSettings read(@Nullable ConfigValue value, Optional<Timing> timing) {
    if (value != null && !(value instanceof ConfigObject)) {
      problems.add(value.origin(), KEY + ": write an object, for example { stop-limit = 5s }.");
      return LifecycleSettings.usual();
    }
    FlatSettings flat =
        value instanceof ConfigObject object
            ? FlatSettings.of(KEY, object, problems)
            : FlatSettings.none(problems);
    List<String> wrong = new ArrayList<>();
    Settings settings =
        Settings.check(
            KEY + ".", List.of(START_LIMIT, STOP_LIMIT, WHEN_STUCK), flat.below(KEY + "."), wrong);
    if (wrong.isEmpty()) {
      timing.ifPresent(times -> requireWithinDrain(settings, times, wrong));
    }
    wrong.forEach(problem -> problems.add(flat.originOf(problem), problem));
    Duration drainLimit = timing.map(Timing::drainLimit).orElse(LONGEST);
    return new LifecycleSettings(
        settings.get(START_LIMIT),
        settings.find(STOP_LIMIT).orElse(drainLimit),
        settings.get(WHEN_STUCK));
  }

  private static void requireWithinDrain(Settings settings, Timing timing, List<String> wrong) {
    settings
        .find(STOP_LIMIT)
        .filter(limit -> limit.compareTo(timing.drainLimit()) > 0)
        .ifPresent(
            limit ->
                wrong.add(
                    KEY
                        + ".stop-limit = "
                        + limit.toMillis()
                        + "ms is longer than election.timing.drain-limit ("
                        + timing.drainLimit().toMillis()
                        + "ms), after which another node leads all the same. Shorten it, or lengthen"
                        + " the drain limit."));
  }

  private static void requireBounds(Duration limit) {
    if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("write 10ms to 24h");
    }
  }

  private static WhenStuck whenStuck(String raw) {
    return switch (raw) {
      case "report" -> WhenStuck.REPORT;
      case "halt" -> WhenStuck.HALT;
      default -> throw new IllegalArgumentException();
    };
  }
}
