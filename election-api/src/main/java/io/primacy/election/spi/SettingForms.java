package io.primacy.election.spi;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values of the common types are written. */
final class SettingForms {

  static final String DURATION = "write a number followed by ms, s, m or h, for example 500ms";

  /* Eleven years: far below what a count of nanoseconds holds. */
  private static final Duration LONGEST = Duration.ofHours(100_000);

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18})\\s*(ms|s|m|h)");

  private SettingForms() {}

  static String text(String raw) {
    if (raw.isEmpty()) {
      throw new IllegalArgumentException("write a text that is not empty");
    }
    return raw;
  }

  static Duration duration(String raw) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(raw);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(DURATION);
    }
    long number = Long.parseLong(matcher.group(1));
    ChronoUnit unit =
        switch (matcher.group(2)) {
          case "ms" -> ChronoUnit.MILLIS;
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          default -> ChronoUnit.HOURS;
        };
    if (number > LONGEST.dividedBy(unit.getDuration())) {
      throw new IllegalArgumentException("write at most " + LONGEST.toHours() + "h");
    }
    return Duration.of(number, unit);
  }

  static Integer integer(String raw) {
    return Integer.valueOf(raw);
  }

  static Boolean flag(String raw) {
    return switch (raw) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("write true or false");
    };
  }

  static List<String> list(String raw) {
    List<String> parts =
        Arrays.stream(raw.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("write values separated by commas");
    }
    return parts;
  }
}
