package io.primacy.election.node.health.checks;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of storage, in powers of 1024. */
final class Bytes {

  static final String FORM = "write a number followed by KiB, MiB, GiB or TiB, for example 5GiB";

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,9})\\s*(?:(K|M|G|T)i?B?|B)", Pattern.CASE_INSENSITIVE);
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private Bytes() {}

  static long parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(FORM);
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : "KMGT".indexOf(unit) + 1;
    return Long.parseLong(matcher.group(1)) << (10 * power);
  }

  static String text(long bytes) {
    int power = 0;
    double value = bytes;
    while (value >= 1024 && power < UNITS.size() - 1) {
      value /= 1024;
      power++;
    }
    String number = power == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", value);
    return number + " " + UNITS.get(power);
  }
}
