package io.primacy.election.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A {@link Line} while it is being written. */
final class LineDraft {

  private final String word;
  private final Map<String, String> values = new LinkedHashMap<>();

  LineDraft(String word) {
    this.word = word;
  }

  LineDraft put(String key, String value) {
    values.put(key, value);
    return this;
  }

  LineDraft putName(String key, Optional<String> name) {
    return put(key, name.orElse(Line.NOBODY));
  }

  /** What a later version wrote; what this one writes stays. */
  LineDraft putAll(Map<String, String> others) {
    new TreeMap<>(others).forEach(values::putIfAbsent);
    return this;
  }

  Line line() {
    return new Line(word, values);
  }
}
