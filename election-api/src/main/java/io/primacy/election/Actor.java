package io.primacy.election;

import static java.util.Objects.requireNonNull;

/**
 * Who asked for something, and why; kept beside it in the store, for people.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters, for example {@code alice@db1}
 * @param reason 1 to {@value #LONGEST_REASON} characters
 */
public record Actor(String name, String reason) {

  /** In characters. */
  public static final int LONGEST_NAME = 60;

  /** In characters. */
  public static final int LONGEST_REASON = 120;

  public Actor {
    check("who asks", requireNonNull(name, "name"), LONGEST_NAME);
    check("reason", requireNonNull(reason, "reason"), LONGEST_REASON);
  }

  private static void check(String what, String text, int longest) {
    boolean fits = !text.isBlank() && text.length() <= longest;
    boolean plain = text.codePoints().noneMatch(Actor::isOdd);
    if (!fits || !plain) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " has "
              + (fits ? "a character that can not be printed" : text.length() + " characters")
              + ": write 1 to "
              + longest
              + " that can be printed on one line.");
    }
  }

  private static boolean isOdd(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
