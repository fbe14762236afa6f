package io.primacy.election.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The content of a record's znode: a line {@code #id=<16 hex digits>} with the name of its mark,
 * and the value.
 */
final class Envelope {

  private static final byte[] START = "#id=".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 16;
  private static final int LENGTH = START.length + DIGITS + 1;

  private final long id;
  private final byte[] value;

  Envelope(long id, byte[] value) {
    this.id = id;
    this.value = value;
  }

  /** The number its mark is named after. */
  long id() {
    return id;
  }

  byte[] value() {
    return value;
  }

  /** An id, which should be a random number, as a name. */
  static String digits(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  byte[] seal() {
    byte[] line = ("#id=" + digits(id) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] data = Arrays.copyOf(line, LENGTH + value.length);
    System.arraycopy(value, 0, data, LENGTH, value.length);
    return data;
  }

  /** Takes a znode's content apart; empty if it was not sealed here. */
  static Optional<Envelope> open(byte[] data) {
    if (data.length < LENGTH
        || !Arrays.equals(data, 0, START.length, START, 0, START.length)
        || data[LENGTH - 1] != '\n') {
      return Optional.empty();
    }
    for (int i = START.length; i < LENGTH - 1; i++) {
      if ("0123456789abcdef".indexOf(data[i]) < 0) {
        return Optional.empty();
      }
    }
    String digits = new String(data, START.length, DIGITS, StandardCharsets.US_ASCII);
    long id = HexFormat.fromHexDigitsToLong(digits);
    return Optional.of(new Envelope(id, Arrays.copyOfRange(data, LENGTH, data.length)));
  }
}
