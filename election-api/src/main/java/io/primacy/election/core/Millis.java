package io.primacy.election.core;

/** Milliseconds as records hold them: {@code lease=10000ms}. */
final class Millis {

  private static final String UNIT = "ms";

  private Millis() {}

  static String text(long millis) {
    return millis + UNIT;
  }

  static long parse(Line line, String key) throws UnreadableRecordException {
    String value = line.get(key);
    try {
      if (value.endsWith(UNIT)) {
        return Long.parseLong(value.substring(0, value.length() - UNIT.length()));
      }
    } catch (NumberFormatException e) {
      // The message below covers it.
    }
    throw new UnreadableRecordException(
        "line '" + line.word() + "' has " + key + "=" + value + ", which is no time in " + UNIT);
  }
}
