package io.primacy.election.history;

import java.util.List;

/**
 * A property that a history breaks.
 *
 * @param property its number, for example {@code S2}; {@code docs/histories.md} lists them
 * @param sentence what is wrong
 * @param excerpt the events that show it, and the faults there were meanwhile, in their order
 */
public record Violation(String property, String sentence, List<Event> excerpt) {

  public Violation {
    excerpt = List.copyOf(excerpt);
  }

  /** The sentence, and below it the excerpt. */
  @Override
  public String toString() {
    return property + ": " + sentence + "\n" + HistoryText.of(excerpt);
  }
}
