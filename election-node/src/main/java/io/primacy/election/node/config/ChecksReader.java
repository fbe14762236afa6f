package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.primacy.election.Names;
import io.primacy.election.node.health.checks.CheckConfig;
import io.primacy.election.node.health.checks.CheckType;
import io.primacy.election.node.health.checks.CheckTypes;
import io.primacy.election.spi.Nearest;
import io.primacy.election.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads by what this node knows whether it is well: {@code primacy.health}. */
final class ChecksReader {

  static final String NAME = "health";

  private static final String KEY = "primacy.health";
  private static final String CHECKS = "checks";
  private static final String TYPE = "type";

  private final ConfigProblems problems;
  private final RhythmReader rhythms;
  private final Set<String> taken;

  /**
   * With the elections in which this node stands.
   *
   * @param taken names under which others object
   */
  ChecksReader(ConfigProblems problems, Set<String> stands, Set<String> taken) {
    this.problems = problems;
    this.taken = taken;
    this.rhythms = new RhythmReader(problems, stands);
  }

  /** In the order of their names: a HOCON object has no other. */
  List<CheckConfig> read(@Nullable ConfigValue value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ConfigObject health)) {
      problems.add(value.origin(), KEY + ": write an object, " + KEY + " { checks { ... } }.");
      return List.of();
    }
    problems.refuseStrangers(KEY + ".", health, List.of(CHECKS));
    ConfigValue all = health.get(CHECKS);
    if (!(all instanceof ConfigObject checks)) {
      problems.add(
          health.origin(),
          KEY
              + ".checks: write an object, for example { disk { type = disk, directory = /var } }.");
      return List.of();
    }
    List<CheckConfig> read = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(checks).entrySet()) {
      check(entry.getKey(), entry.getValue()).ifPresent(read::add);
    }
    return read;
  }

  private Optional<CheckConfig> check(String name, ConfigValue value) {
    String key = KEY + ".checks." + name;
    if (!Names.isValid(name)) {
      problems.add(value.origin(), key + ": '" + name + "' is no name: write " + Names.FORM + ".");
    }
    if (taken.contains(name)) {
      problems.add(
          value.origin(),
          key + ": section primacy." + name + " objects by that name, take another.");
    }
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), key + ": write an object, for example { type = stall }.");
      return Optional.empty();
    }
    Optional<CheckType> known = type(key, object);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    CheckType type = known.get();
    List<Setting<?>> declared = new ArrayList<>(RhythmReader.SETTINGS);
    declared.addAll(type.settings());
    ConfigObject rest = object.withoutKey(TYPE);
    return FlatSettings.checked(key, rest, declared, problems)
        .flatMap(
            settings -> {
              Set<String> elections = rhythms.elections(key, object.origin(), settings);
              return rhythms
                  .rhythm(key, object.origin(), settings, type.usual())
                  .filter(rhythm -> Names.isValid(name))
                  .map(rhythm -> new CheckConfig(name, type, elections, rhythm, settings));
            });
  }

  private Optional<CheckType> type(String key, ConfigObject object) {
    List<String> names = CheckTypes.ALL.stream().map(CheckType::name).toList();
    ConfigValue value = object.get(TYPE);
    if (value == null) {
      problems.add(
          object.origin(),
          key + ".type is missing (what to check: " + String.join(", ", names) + ").");
      return Optional.empty();
    }
    String asked = String.valueOf(value.unwrapped());
    Optional<CheckType> found =
        CheckTypes.ALL.stream().filter(type -> type.name().equals(asked)).findFirst();
    if (found.isEmpty()) {
      problems.add(
          value.origin(),
          key
              + ".type = '"
              + asked
              + "' is not a check."
              + Nearest.to(asked, names)
                  .map(near -> " Closest: " + near + ".")
                  .orElse(" There are: " + String.join(", ", names) + "."));
    }
    return found;
  }
}
