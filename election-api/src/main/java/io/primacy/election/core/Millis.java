package io.primacy.election.core;

/** Milliseconds as records hold them: {@code lease=10000ms}. */
final class Millis {

  private static final String UNIT = "ms";

  /* A day: beyond every lease, and far below what a clock in nanoseconds holds. */
  static final long MOST = 86_400_000;

  private Millis() {}

  static String text(long millis) {
    return millis + UNIT;
  }

  static long parse(Line line, String key, long least) throws UnreadableRecordException {
    String value = line.get(key);
    try {
      if (value.endsWith(UNIT)) {
        long millis = Long.parseLong(value.substring(0, value.length() - UNIT.length()));
        if (millis >= least && millis <= MOST) {
          return millis;
        }
      }
    } catch (NumberFormatException e) {
      // The message below covers it.
    }
    throw line.wrong(key, "which is no time from " + text(least) + " to " + text(MOST));
  }
}
