package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.primacy.election.node.config.WatchdogConfig.Restarts;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a supervisor watches over its node: {@code primacy.watchdog}. */
final class WatchdogReader {

  private static final String KEY = "primacy.watchdog";

  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final int MOST_RESTARTS = 1_000;

  private static final Setting<Duration> STALL_LIMIT =
      Setting.duration("stall-limit", "how long without a sign of life before it is killed")
          .optional();
  private static final Setting<Duration> START_LIMIT =
      Setting.duration("start-limit", "how long the first sign of life may take")
          .withDefault(Duration.ofMinutes(1));
  private static final Setting<Duration> FIRST_PAUSE =
      Setting.duration("restart.first-pause", "before the first restart")
          .withDefault(Duration.ofMillis(500));
  private static final Setting<Duration> LONGEST =
      Setting.duration("restart.longest-pause", "the pause doubles up to this")
          .withDefault(Duration.ofSeconds(30));
  private static final Setting<Integer> MOST =
      Setting.integer("restart.most", "how often it is started again").withDefault(5);
  private static final Setting<Duration> WITHIN =
      Setting.duration("restart.within", "within what time").withDefault(Duration.ofMinutes(10));
  private static final Setting<String> DEVICE =
      Setting.text("device", "the kernel's watchdog, for example /dev/watchdog").optional();

  private final ConfigProblems problems;

  WatchdogReader(ConfigProblems problems) {
    this.problems = problems;
  }

  WatchdogConfig read(@Nullable ConfigValue value, Duration lease) {
    ConfigOrigin origin = value == null ? null : value.origin();
    if (value != null && !(value instanceof ConfigObject)) {
      problems.add(origin, KEY + ": write an object, for example { stall-limit = 2s }.");
    }
    FlatSettings flat =
        value instanceof ConfigObject object
            ? FlatSettings.of(KEY, object, problems)
            : FlatSettings.none(problems);
    List<String> wrong = new ArrayList<>();
    Settings settings =
        Settings.check(
            KEY + ".",
            List.of(STALL_LIMIT, START_LIMIT, FIRST_PAUSE, LONGEST, MOST, WITHIN, DEVICE),
            flat.below(KEY + "."),
            wrong);
    WatchdogConfig config = of(settings, lease, wrong);
    wrong.forEach(
        problem -> {
          ConfigOrigin place = flat.originOf(problem);
          problems.add(place == null ? origin : place, problem);
        });
    return config;
  }

  private static WatchdogConfig of(Settings settings, Duration lease, List<String> wrong) {
    Duration stall = settings.find(STALL_LIMIT).orElse(lease.dividedBy(2));
    if (settings.find(STALL_LIMIT).isPresent()) {
      // Whoever is silent for a lease is followed by another anyway.
      within("stall-limit", stall, SHORTEST, lease.minusMillis(1), wrong);
    }
    Duration start = settings.get(START_LIMIT);
    within("start-limit", start, SHORTEST, LONGEST_START, wrong);
    Duration first = settings.get(FIRST_PAUSE);
    Duration longest = settings.get(LONGEST);
    within("restart.first-pause", first, Duration.ofMillis(10), LONGEST_PAUSE, wrong);
    within("restart.longest-pause", longest, first, LONGEST_PAUSE, wrong);
    within("restart.within", settings.get(WITHIN), Duration.ofSeconds(1), DAY, wrong);
    int most = settings.get(MOST);
    if (most < 0 || most > MOST_RESTARTS) {
      wrong.add(KEY + ".restart.most = " + most + ": write 0 to " + MOST_RESTARTS + ".");
    }
    return new WatchdogConfig(
        stall,
        start,
        new Restarts(first, longest, most, settings.get(WITHIN)),
        settings.find(DEVICE).map(Path::of));
  }

  private static void within(
      String name, Duration found, Duration least, Duration most, List<String> wrong) {
    if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
      wrong.add(
          KEY
              + "."
              + name
              + " = "
              + found.toMillis()
              + "ms: write "
              + least.toMillis()
              + "ms to "
              + most.toMillis()
              + "ms.");
    }
  }
}
