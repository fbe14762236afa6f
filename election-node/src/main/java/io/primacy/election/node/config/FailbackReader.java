package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Failback;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads whether a leader gives way: {@code primacy.elections[].failback}. */
final class FailbackReader {

  private static final Setting<Duration> HOLD_OFF =
      Setting.duration("hold-off", "how long a better candidate must have been there");
  private static final Setting<Integer> MOVES =
      Setting.integer("moves-per-hour", "how often leadership moves by itself").withDefault(2);

  private final ConfigProblems problems;

  FailbackReader(ConfigProblems problems) {
    this.problems = problems;
  }

  Failback read(String key, ConfigObject stand) {
    ConfigValue value = stand.get("failback");
    if (value == null) {
      return Failback.NEVER;
    }
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), key + ": write an object, for example { hold-off = 5m }.");
      return Failback.NEVER;
    }
    Map<String, String> raw = new TreeMap<>();
    object.forEach((name, inner) -> raw.put(name, String.valueOf(inner.unwrapped())));
    List<String> wrong = new ArrayList<>();
    Settings settings = Settings.check(key + ".", List.of(HOLD_OFF, MOVES), raw, wrong);
    if (wrong.isEmpty()) {
      try {
        return new Failback(settings.get(HOLD_OFF), settings.get(MOVES));
      } catch (ConfigurationException e) {
        e.problems().forEach(problem -> wrong.add(key + "." + problem));
      }
    }
    wrong.forEach(problem -> problems.add(object.origin(), problem));
    return Failback.NEVER;
  }
}
