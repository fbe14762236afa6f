package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.primacy.election.ConfigurationException;
import io.primacy.election.spi.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a configuration file, with the lines. */
final class ConfigProblems {

  private record Problem(int line, String text) {}

  private final String fileName;
  private final List<Problem> problems = new ArrayList<>();

  ConfigProblems(String fileName) {
    this.fileName = fileName;
  }

  void add(String problem) {
    add(null, problem);
  }

  void add(@Nullable ConfigOrigin origin, String problem) {
    int line = origin == null ? -1 : origin.lineNumber();
    problems.add(new Problem(line, fileName + (line > 0 ? ":" + line : "") + ": " + problem));
  }

  /** Complains about every key that is not known. */
  void refuseStrangers(String prefix, ConfigObject object, Collection<String> known) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String hint =
            Nearest.to(key, known)
                .map(name -> " Closest: " + prefix + name + ".")
                .orElse(" There are: " + String.join(", ", known) + ".");
        add(entry.getValue().origin(), prefix + key + " is not a setting." + hint);
      }
    }
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      // In the order of the file; what is missing has no line and comes first.
      throw new ConfigurationException(
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(Problem::text)
              .toList());
    }
  }
}
