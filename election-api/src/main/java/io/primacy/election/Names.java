package io.primacy.election;

import java.util.regex.Pattern;

/** The form that every name takes: nodes, elections, namespaces. */
public final class Names {

  /** What {@link #requireValid} accepts, in words. */
  public static final String FORM =
      "1 to 120 ASCII letters, digits, '.', '_' or '-', beginning with a letter or digit";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  private Names() {}

  /** Whether a text can be a name. */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /**
   * Returns the name.
   *
   * @param what for the message: what the text should name, for example {@code node}
   * @throws IllegalArgumentException if the text has another form
   */
  public static String requireValid(String what, String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' can not name " + article(what) + what + ": write " + FORM + ".");
    }
    return name;
  }

  private static String article(String what) {
    return "aeio".indexOf(what.charAt(0)) >= 0 ? "an " : "a ";
  }
}
