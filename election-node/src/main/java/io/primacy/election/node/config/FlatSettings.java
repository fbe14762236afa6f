package io.primacy.election.node.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object of a file as keys with dots and values as text, each with its origin. */
final class FlatSettings {

  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, ConfigOrigin> origins = new TreeMap<>();
  private final ConfigProblems problems;

  private FlatSettings(ConfigProblems problems) {
    this.problems = problems;
  }

  static FlatSettings of(String prefix, ConfigObject object, ConfigProblems problems) {
    FlatSettings flat = new FlatSettings(problems);
    flat.add(prefix, object);
    return flat;
  }

  /**
   * Checks one object against what may stand in it.
   *
   * @param key its own, for the messages
   * @return empty when something is wrong, which has been said then
   */
  static Optional<Settings> checked(
      String key, ConfigObject object, List<Setting<?>> declared, ConfigProblems problems) {
    FlatSettings flat = of(key, object, problems);
    List<String> wrong = new ArrayList<>();
    Settings settings = Settings.check(key + ".", declared, flat.below(key + "."), wrong);
    for (String problem : wrong) {
      ConfigOrigin origin = flat.originOf(problem);
      problems.add(origin == null ? object.origin() : origin, problem);
    }
    return wrong.isEmpty() ? Optional.of(settings) : Optional.empty();
  }

  /** What an object that was left out holds. */
  static FlatSettings none(ConfigProblems problems) {
    return new FlatSettings(problems);
  }

  Map<String, String> values() {
    return values;
  }

  /** The values below a prefix, without it. */
  Map<String, String> below(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** Where the key that a problem begins with stands. */
  @Nullable ConfigOrigin originOf(String problem) {
    int end = problem.indexOf(' ');
    return end < 0 ? null : origins.get(problem.substring(0, end));
  }

  private void add(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      object.forEach((name, inner) -> add(key + "." + name, inner));
      return;
    }
    if (value.valueType() == ConfigValueType.NULL) {
      problems.add(value.origin(), key + " is null. Give it a value or leave it out.");
    }
    origins.put(key, value.origin());
    values.put(key, text(value));
  }

  /* A list is what the settings call values separated by commas. */
  private static String text(ConfigValue value) {
    return value instanceof ConfigList list
        ? list.stream().map(FlatSettings::text).collect(Collectors.joining(","))
        : String.valueOf(value.unwrapped());
  }
}
