package io.primacy.election.node.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.primacy.election.Candidacy;
import io.primacy.election.Failback;
import io.primacy.election.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads where a node stands: {@code primacy.elections}. */
final class StandsReader {

  private static final String KEY = "primacy.elections";
  private static final String FORM =
      "write a list, for example [ { name = ledger, priority = 10 } ].";
  private static final List<String> KNOWN =
      List.of("name", "priority", "eligible", "attributes", "failback");

  private final ConfigProblems problems;
  private final Set<String> names = new HashSet<>();

  StandsReader(ConfigProblems problems) {
    this.problems = problems;
  }

  List<Stand> read(@Nullable ConfigValue value) {
    if (value == null) {
      problems.add(KEY + " is missing (where this node stands): " + FORM);
      return List.of();
    }
    if (!(value instanceof ConfigList list) || list.isEmpty()) {
      problems.add(value.origin(), KEY + ": " + FORM);
      return List.of();
    }
    List<Stand> stands = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      stand(KEY + "[" + i + "]", list.get(i)).ifPresent(stands::add);
    }
    return stands;
  }

  private Optional<Stand> stand(String key, ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), key + ": write an object, for example { name = ledger }.");
      return Optional.empty();
    }
    problems.refuseStrangers(key + ".", object, KNOWN);
    Optional<String> name = name(key, object);
    int priority = priority(key + ".priority", object.get("priority"));
    boolean eligible = eligible(key + ".eligible", object.get("eligible"));
    Map<String, String> attributes = attributes(key + ".attributes", object.get("attributes"));
    Failback failback = new FailbackReader(problems).read(key + ".failback", object);
    try {
      Candidacy candidacy = new Candidacy(priority, eligible, attributes, failback);
      return name.map(given -> new Stand(given, candidacy));
    } catch (IllegalArgumentException e) {
      problems.add(object.origin(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> name(String key, ConfigObject object) {
    ConfigValue value = object.get("name");
    if (value == null) {
      problems.add(object.origin(), key + ".name is missing (the election to stand in).");
      return Optional.empty();
    }
    String name = String.valueOf(value.unwrapped());
    if (!Names.isValid(name)) {
      problems.add(value.origin(), key + ".name = '" + name + "': write " + Names.FORM + ".");
      return Optional.empty();
    }
    if (!names.add(name)) {
      problems.add(
          value.origin(),
          key + ".name = '" + name + "' stands twice. Leave one of the two entries.");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private int priority(String key, @Nullable ConfigValue value) {
    if (value == null) {
      return 0;
    }
    try {
      int priority = Integer.parseInt(String.valueOf(value.unwrapped()).strip());
      if (priority >= Candidacy.LOWEST && priority <= Candidacy.HIGHEST) {
        return priority;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    problems.add(
        value.origin(),
        key
            + " = "
            + shown(value)
            + ": write a whole number from "
            + Candidacy.LOWEST
            + " to "
            + Candidacy.HIGHEST
            + ".");
    return 0;
  }

  private boolean eligible(String key, @Nullable ConfigValue value) {
    String text = value == null ? "true" : String.valueOf(value.unwrapped());
    if (value != null && !text.equals("true") && !text.equals("false")) {
      problems.add(value.origin(), key + " = " + shown(value) + ": write true or false.");
    }
    return text.equals("true");
  }

  private Map<String, String> attributes(String key, @Nullable ConfigValue value) {
    Map<String, String> attributes = new TreeMap<>();
    if (value == null) {
      return attributes;
    }
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), key + ": write an object, for example { rack = r7 }.");
      return attributes;
    }
    object.forEach(
        (name, inner) -> {
          if (inner.valueType() == ConfigValueType.OBJECT
              || inner.valueType() == ConfigValueType.LIST) {
            problems.add(inner.origin(), key + "." + name + ": write a text.");
          } else {
            attributes.put(name, String.valueOf(inner.unwrapped()));
          }
        });
    return attributes;
  }

  private static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "{...}";
      case LIST -> "[...]";
      default -> "'" + value.unwrapped() + "'";
    };
  }
}
