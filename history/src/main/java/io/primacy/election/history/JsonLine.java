package io.primacy.election.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A flat JSON object of texts and whole numbers, on one line: all that histories need of JSON. */
public final class JsonLine {

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private final String line;
  private int at;

  private JsonLine(String line) {
    this.line = line;
  }

  /** A text in quotes, with everything escaped that JSON does not allow. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * The fields of an object, in their order.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Map<String, String> parse(String line) {
    return new JsonLine(line.strip()).object();
  }

  private Map<String, String> object() {
    Map<String, String> fields = new LinkedHashMap<>();
    expect('{');
    do {
      String name = unescape(take(TEXT).group(1));
      expect(':');
      boolean isText = at < line.length() && line.charAt(at) == '"';
      String value = isText ? unescape(take(TEXT).group(1)) : take(NUMBER).group();
      fields.put(name, value);
    } while (accept(','));
    expect('}');
    if (at != line.length()) {
      throw unexpected();
    }
    return fields;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unexpected();
    }
  }

  private boolean accept(char c) {
    boolean there = at < line.length() && line.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private Matcher take(Pattern pattern) {
    Matcher found = pattern.matcher(line).region(at, line.length());
    if (!found.lookingAt()) {
      throw unexpected();
    }
    at = found.end();
    return found;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        "No flat JSON object: unexpected at " + at + " of '" + line + "'");
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape -> {
              String code = escape.group(1);
              String plain =
                  code != null
                      ? Character.toString((char) Integer.parseInt(code, 16))
                      : control(escape.group(2));
              return Matcher.quoteReplacement(plain);
            });
  }

  private static String control(String letter) {
    return switch (letter) {
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      case "b" -> "\b";
      case "f" -> "\f";
      default -> letter;
    };
  }
}
