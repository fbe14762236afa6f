package io.primacy.election.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values of the common types are written. */
final class SettingForms {

  static final String DURATION = "write a number followed by ms, s, m or h, for example 500ms";

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");

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
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
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
