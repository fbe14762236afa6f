package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * How this node stands in an election.
 *
 * @param priority {@value #LOWEST} to {@value #HIGHEST}; among eligible candidates the highest
 *     wins, then the one that stood first
 * @param eligible whether the node may lead for now; it stays a candidate either way
 * @param attributes shown to everybody who observes; keys are names, values up to 200 characters,
 *     none of them half a surrogate pair
 * @param failback whether a leader gives way to a better candidate without being asked
 */
public record Candidacy(
    int priority, boolean eligible, Map<String, String> attributes, Failback failback) {

  public static final int LOWEST = -1_000;
  public static final int HIGHEST = 1_000;

  private static final int MOST_ATTRIBUTES = 16;
  private static final int LONGEST_VALUE = 200;

  private static final Candidacy PLAIN = new Candidacy(0, true, Map.of());

  public Candidacy {
    if (priority < LOWEST || priority > HIGHEST) {
      throw new IllegalArgumentException(
          "Priority " + priority + ": write a number from " + LOWEST + " to " + HIGHEST + ".");
    }
    requireNonNull(attributes, "attributes");
    requireNonNull(failback, "failback");
    if (attributes.size() > MOST_ATTRIBUTES) {
      throw new IllegalArgumentException(
          attributes.size() + " attributes: give at most " + MOST_ATTRIBUTES + ".");
    }
    attributes.forEach(Candidacy::check);
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** Without failback. */
  public Candidacy(int priority, boolean eligible, Map<String, String> attributes) {
    this(priority, eligible, attributes, Failback.NEVER);
  }

  /** Priority 0, eligible, no attributes, no failback. */
  public static Candidacy plain() {
    return PLAIN;
  }

  /** The same with another priority. */
  public Candidacy withPriority(int newPriority) {
    return new Candidacy(newPriority, eligible, attributes, failback);
  }

  /** The same, eligible or not. */
  public Candidacy withEligible(boolean newEligible) {
    return new Candidacy(priority, newEligible, attributes, failback);
  }

  /** The same with other attributes. */
  public Candidacy withAttributes(Map<String, String> newAttributes) {
    return new Candidacy(priority, eligible, newAttributes, failback);
  }

  /** The same with another failback. */
  public Candidacy withFailback(Failback newFailback) {
    return new Candidacy(priority, eligible, attributes, newFailback);
  }

  private static void check(String key, String value) {
    Names.requireValid("attribute", key);
    if (value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "Attribute '"
              + key
              + "' has "
              + value.length()
              + " characters: write at most "
              + LONGEST_VALUE
              + ".");
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isHighSurrogate(value.charAt(i))
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(value.charAt(i))) {
        // Stored, it would come back as another one.
        throw new IllegalArgumentException(
            "Attribute '" + key + "' has half a character at " + i + ": write whole characters.");
      }
    }
  }
}
