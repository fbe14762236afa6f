package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a file said, key by key, apart from what can change while the node runs: so that a later
 * reading can be compared with it. Never prints a value that may be a secret.
 */
public final class Told {

  /** Sections without secrets; of the others no value is shown. */
  private static final Set<String> PLAIN = Set.of("http", "watchdog");

  private static final String HIDDEN = "a value that is not shown";
  private static final String ABSENT = "not there";

  private final Path file;
  private final Map<String, String> values;
  private final Set<String> shown;

  /** For a node that no file describes; it can not be told anew. */
  public static Told nothing() {
    return new Told(Path.of(""), Map.of(), Set.of());
  }

  private Told(Path file, Map<String, String> values, Set<String> shown) {
    this.file = file;
    this.values = Map.copyOf(values);
    this.shown = Set.copyOf(shown);
  }

  static Told of(
      Path file, ConfigObject primacy, Set<String> changeable, ElectionProvider provider) {
    Map<String, String> values = new TreeMap<>();
    Set<String> shown = new HashSet<>();
    for (Map.Entry<String, ConfigValue> section : primacy.entrySet()) {
      String name = section.getKey();
      if (changeable.contains(name)) {
        continue;
      }
      String prefix = name.equals("election") ? name : "primacy." + name;
      if (section.getValue() instanceof ConfigObject object) {
        ConfigProblems said = new ConfigProblems(String.valueOf(file.getFileName()));
        FlatSettings.of(prefix, object, said).values().forEach(values::put);
      } else {
        values.put(prefix, String.valueOf(section.getValue().unwrapped()));
      }
      if (PLAIN.contains(name)) {
        values.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(shown::add);
      }
    }
    values.keySet().stream().filter(key -> isPlain(key, provider)).forEach(shown::add);
    return new Told(file, values, shown);
  }

  Path file() {
    return file;
  }

  /** One phrase for each key that has another value in a later reading. */
  Map<String, String> changedIn(Told later) {
    Map<String, String> changed = new TreeMap<>();
    Set<String> keys = new TreeSet<>(values.keySet());
    keys.addAll(later.values.keySet());
    for (String key : keys) {
      String before = values.getOrDefault(key, ABSENT);
      String now = later.values.getOrDefault(key, ABSENT);
      if (!before.equals(now)) {
        String old = show(key, before);
        String next = later.show(key, now);
        changed.put(key, "was " + old + " and is " + (next.equals(old) ? "another one" : next));
      }
    }
    return changed;
  }

  private String show(String key, String value) {
    return value.equals(ABSENT) || shown.contains(key) ? value : HIDDEN;
  }

  /* General settings, and those that the provider declares and does not call secret. */
  private static boolean isPlain(String key, ElectionProvider provider) {
    if (!key.startsWith("election.")) {
      return false;
    }
    String below = key.substring("election.".length());
    if (below.startsWith("timing.") || !below.contains(".")) {
      return true;
    }
    String prefix = provider.name() + ".";
    return below.startsWith(prefix)
        && provider.settings().stream()
            .filter(setting -> !setting.isSecret() && !setting.isPassThrough())
            .map(Setting::name)
            .anyMatch(below.substring(prefix.length())::equals);
  }
}
