package io.primacy.election.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values for the settings a provider declares, checked as a whole: whoever holds one knows that all
 * required values are there and of the right form.
 *
 * <p>Immutable. {@link #toString} hides secrets.
 */
public final class Settings {

  private final Map<String, Setting<?>> declared;
  private final Map<String, Object> values;
  private final Map<String, String> passedThrough;

  private Settings(
      Map<String, Setting<?>> declared,
      Map<String, Object> values,
      Map<String, String> passedThrough) {
    this.declared = declared;
    this.values = values;
    this.passedThrough = passedThrough;
  }

  /**
   * Checks raw values against declarations.
   *
   * @param prefix what stands before each key, for the messages: {@code "election.zookeeper."}
   * @param declarations the settings there are
   * @param raw the values by key, without the prefix
   * @param problems receives one sentence for everything that is wrong; left alone if nothing is
   * @return the values; only to be used when no problem was added
   */
  public static Settings check(
      String prefix,
      List<Setting<?>> declarations,
      Map<String, String> raw,
      List<String> problems) {
    Map<String, Setting<?>> declared = new LinkedHashMap<>();
    declarations.forEach(setting -> declared.put(setting.name(), setting));
    Map<String, Object> values = new TreeMap<>();
    Map<String, String> passedThrough = new TreeMap<>();
    new TreeMap<>(raw)
        .forEach(
            (key, value) -> {
              Setting<?> setting = declared.get(key);
              if (setting != null && !setting.isPassThrough()) {
                parse(prefix, setting, value, values, problems);
              } else if (isBelowPassThrough(key, declarations)) {
                passedThrough.put(key, value);
              } else {
                problems.add(unknown(prefix, key, declared));
              }
            });
    for (Setting<?> setting : declarations) {
      if (setting.isRequired() && !raw.containsKey(setting.name())) {
        problems.add(prefix + setting.name() + " is missing (" + setting.meaning() + ").");
      }
    }
    return new Settings(declared, values, passedThrough);
  }

  /** The value of a setting that is required or has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalArgumentException(setting.name() + " has no value"));
  }

  /** The value of a setting, its default, or empty. */
  @SuppressWarnings("unchecked") // Values were made by the parser of the setting of that name.
  public <T> Optional<T> find(Setting<T> setting) {
    Object value = values.get(setting.name());
    return value != null ? Optional.of((T) value) : setting.defaultValue();
  }

  /** What was given below a pass-through setting, by the rest of the key. */
  public Map<String, String> below(Setting<String> passThrough) {
    String start = passThrough.name() + ".";
    Map<String, String> found = new LinkedHashMap<>();
    passedThrough.forEach(
        (key, value) -> {
          if (key.startsWith(start)) {
            found.put(key.substring(start.length()), value);
          }
        });
    return found;
  }

  /** The values in effect, one per line as {@code name = value}; secrets as {@code ***}. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (Setting<?> setting : declared.values()) {
      find(setting)
          .ifPresent(v -> lines.add(setting.name() + " = " + (setting.isSecret() ? "***" : v)));
    }
    passedThrough.keySet().forEach(key -> lines.add(key + " = ***"));
    return String.join("\n", lines);
  }

  private static void parse(
      String prefix,
      Setting<?> setting,
      String raw,
      Map<String, Object> values,
      List<String> problems) {
    try {
      values.put(setting.name(), setting.parse(raw));
    } catch (IllegalArgumentException e) {
      String shown = setting.isSecret() ? "***" : "'" + raw.strip() + "'";
      String what = String.valueOf(e.getMessage());
      String end = what.endsWith(".") ? "" : ".";
      problems.add(prefix + setting.name() + " = " + shown + ": " + what + end);
    }
  }

  private static boolean isBelowPassThrough(String key, List<Setting<?>> declarations) {
    return declarations.stream()
        .anyMatch(
            setting ->
                setting.isPassThrough()
                    && key.startsWith(setting.name() + ".")
                    && key.length() > setting.name().length() + 1);
  }

  private static String unknown(String prefix, String key, Map<String, Setting<?>> declared) {
    List<String> known =
        declared.values().stream()
            .map(setting -> setting.name() + (setting.isPassThrough() ? ".<key>" : ""))
            .toList();
    String all = known.isEmpty() ? "none" : String.join(", ", known);
    String hint =
        Nearest.to(key, known)
            .map(name -> " Closest: " + prefix + name + ".")
            .orElse(" There are: " + all + ".");
    return prefix + key + " is not a setting." + hint;
  }
}
