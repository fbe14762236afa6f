package io.primacy.election.raft;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What an entry of the log asks for: to write a record if it is still at a version, or nothing.
 *
 * <p>In bytes: the format (1), the kind, who asks, and for a write its place, the expected version
 * and the value; always followed by a CRC32C of all before, whatever the format.
 */
@SuppressWarnings("ArrayRecordComponent") // The value is opaque and never modified.
record Command(Kind kind, RequestId id, String path, long expected, byte[] value) {

  private static final byte FORMAT = 1;
  private static final int CHECKSUM = Integer.BYTES;
  private static final byte[] NOTHING = new byte[0];

  /** What a command does. Encoded by its letter. */
  enum Kind {
    /** Changes nothing; once it is applied, so is everything that was committed before it. */
    BARRIER('b'),
    WRITE('w');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  static Command barrier(RequestId id) {
    return new Command(Kind.BARRIER, id, "", 0, NOTHING);
  }

  static Command write(RequestId id, String path, long expected, byte[] value) {
    return new Command(Kind.WRITE, id, path, expected, value);
  }

  byte[] encode() {
    byte[] place = path.getBytes(StandardCharsets.UTF_8);
    int length = 2 + 3 * Long.BYTES + Short.BYTES + place.length + value.length + CHECKSUM;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(FORMAT).put((byte) kind.letter).putLong(id.client()).putLong(id.sequence());
    out.putLong(expected).putShort((short) place.length).put(place).put(value);
    out.putInt(checksum(out.array(), 0, length - CHECKSUM));
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when it did not, or another version did
   */
  static Command decode(byte[] bytes, int offset, int length) {
    if (!isWhole(bytes, offset, length)) {
      throw new IllegalArgumentException("A command of " + length + " bytes is damaged");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length - CHECKSUM);
    try {
      byte format = in.get();
      byte kind = in.get();
      boolean write = kind == Kind.WRITE.letter;
      if (format != FORMAT || !(write || kind == Kind.BARRIER.letter)) {
        throw new IllegalArgumentException(
            "A command has format " + format + ", kind " + kind + ", which are not known here");
      }
      RequestId id = new RequestId(in.getLong(), in.getLong());
      long expected = in.getLong();
      byte[] place = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(place);
      byte[] value = new byte[in.remaining()];
      in.get(value);
      return new Command(
          write ? Kind.WRITE : Kind.BARRIER,
          id,
          new String(place, StandardCharsets.UTF_8),
          expected,
          value);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("A command of " + length + " bytes is too short", e);
    }
  }

  /** Whether the checksum is right. */
  static boolean isWhole(byte[] bytes, int offset, int length) {
    return length > CHECKSUM
        && ByteBuffer.wrap(bytes, offset, length).getInt(offset + length - CHECKSUM)
            == checksum(bytes, offset, length - CHECKSUM);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
