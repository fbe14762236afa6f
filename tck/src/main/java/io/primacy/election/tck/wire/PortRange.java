package io.primacy.election.tck.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from the first to the last. */
record PortRange(int first, int last) {

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})\\s+(\\d{1,5})");
  private static final int LOWEST = 10_000; // Below, servers have their usual ports.
  private static final int HIGHEST = 65_535;

  /** Too few of them would be given twice, or are taken. */
  private static final int LEAST = 2_000;

  /** Below what systems give to outgoing connections unless they are told otherwise. */
  static final PortRange USUAL = new PortRange(20_000, 32_000);

  /**
   * The larger part outside of what the system gives to outgoing connections, or the usual ports
   * where it gives nearly all of them, or does not tell.
   *
   * @param given the first and the last, as Linux writes them
   */
  static PortRange outside(String given) {
    Matcher numbers = NUMBERS.matcher(given);
    if (!numbers.find()) {
      return USUAL;
    }
    PortRange below = new PortRange(LOWEST, Integer.parseInt(numbers.group(1)) - 1);
    PortRange above = new PortRange(Integer.parseInt(numbers.group(2)) + 1, HIGHEST);
    PortRange larger = below.size() > above.size() ? below : above;
    return larger.size() < LEAST ? USUAL : larger;
  }

  private int size() {
    return last - first + 1;
  }
}
