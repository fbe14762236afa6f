package io.primacy.election.core;

import io.primacy.election.Names;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a stored record: a word and named values, {@code candidate node=n1 priority=10}.
 *
 * <p>A record is text, so that a person can read it with the store's own shell. Characters that
 * would break a line are percent-encoded. Whoever rewrites a record keeps the lines and values he
 * does not know: a newer version may have put them there.
 */
record Line(String word, Map<String, String> values) {

  /** The format all versions that can work together write; the first word of every record. */
  static final String FORMAT = "primacy/1";

  /** Stands where a name could. */
  static final String NOBODY = "-";

  /** No count gets there by counting; far enough from the end to never overflow. */
  private static final long LARGEST_COUNT = 1L << 62;

  private static final String PLAIN = "._-:/+@";

  Line {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static byte[] encode(List<Line> lines) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    for (Line line : lines) {
      text.append(line.word);
      line.values.forEach(
          (key, value) -> {
            text.append(' ');
            escape(key, text);
            text.append('=');
            escape(value, text);
          });
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #encode} wrote, by this version or another. */
  static List<Line> decode(byte[] bytes) throws UnreadableRecordException {
    String[] texts = text(bytes).split("\n", -1);
    if (!texts[0].equals(FORMAT)) {
      throw new UnreadableRecordException(
          "it begins with '" + shorten(texts[0]) + "' instead of '" + FORMAT + "'");
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < texts.length; i++) {
      if (!texts[i].isBlank()) {
        lines.add(parse(texts[i]));
      }
    }
    return lines;
  }

  String get(String key) throws UnreadableRecordException {
    String value = values.get(key);
    if (value == null) {
      throw new UnreadableRecordException("line '" + word + "' has no " + key);
    }
    return value;
  }

  /** A name, or nobody's. */
  Optional<String> name(String key) throws UnreadableRecordException {
    String name = get(key);
    if (name.equals(NOBODY)) {
      return Optional.empty();
    }
    if (!Names.isValid(name)) {
      throw wrong(key, "which is no name");
    }
    return Optional.of(name.intern()); // The same few stand in every record.
  }

  /** Somebody's name. */
  String nameOfSomebody(String key) throws UnreadableRecordException {
    return name(key)
        .orElseThrow(() -> new UnreadableRecordException("line '" + word + "' names nobody"));
  }

  /** The values under other keys. */
  Map<String, String> without(String... keys) {
    Map<String, String> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(List.of(keys));
    return rest;
  }

  /** Any number. */
  long number(String key) throws UnreadableRecordException {
    try {
      return Long.parseLong(get(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "which is no number");
    }
  }

  /** A number that counts, and leaves room to count on. */
  long count(String key) throws UnreadableRecordException {
    try {
      long count = Long.parseLong(get(key));
      if (count >= 0 && count <= LARGEST_COUNT) {
        return count;
      }
    } catch (NumberFormatException e) {
      // The message below covers it.
    }
    throw wrong(key, "which is no number from 0 to " + LARGEST_COUNT);
  }

  /** One of two words: whether it is the first. */
  boolean either(String key, String yes, String no) throws UnreadableRecordException {
    String value = get(key);
    if (!value.equals(yes) && !value.equals(no)) {
      throw wrong(key, "which is neither " + yes + " nor " + no);
    }
    return value.equals(yes);
  }

  /** This line, if it is the first of its word. */
  Line onlyOne(Optional<?> before) throws UnreadableRecordException {
    if (before.isPresent()) {
      throw new UnreadableRecordException("it has two lines '" + word + "'");
    }
    return this;
  }

  UnreadableRecordException wrong(String key, String why) throws UnreadableRecordException {
    return new UnreadableRecordException(
        "line '" + word + "' has " + key + "=" + shorten(get(key)) + ", " + why);
  }

  private static Line parse(String text) throws UnreadableRecordException {
    String[] parts = text.strip().split(" +", -1);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 0) {
        throw new UnreadableRecordException("'" + shorten(parts[i]) + "' has no value");
      }
      values.put(unescape(parts[i].substring(0, equals)), unescape(parts[i].substring(equals + 1)));
    }
    return new Line(parts[0], values);
  }

  private static String text(byte[] bytes) throws UnreadableRecordException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableRecordException("it is not UTF-8 text");
    }
  }

  private static void escape(String value, StringBuilder text) {
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
      if (letterOrDigit || PLAIN.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
  }

  private static String unescape(String text) throws UnreadableRecordException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 4);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        int end = text.offsetByCodePoints(i, 1);
        bytes.put(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
        continue;
      }
      boolean complete = i + 2 < text.length();
      int high = complete ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = complete ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new UnreadableRecordException("'" + shorten(text) + "' has a wrong %xx");
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    byte[] found = new byte[bytes.position()];
    bytes.flip().get(found);
    return text(found);
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
