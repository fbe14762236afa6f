package io.primacy.election.raft;

import io.primacy.election.spi.StoredRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What clients and voters say to each other: an int with the length, a byte with the kind, and what
 * belongs to it. Whoever reads knows the order.
 */
final class Frame {

  /** The first thing a client says: this, and the name of the cluster. */
  static final long MAGIC = 0x5052494d41435931L; // "PRIMACY1"

  /** Larger than the largest value, a name and the rest. */
  private static final int LONGEST = 128 * 1024;

  /** Encoded by its letter. */
  enum Kind {
    /** Client: magic, cluster. */
    HELLO('h'),
    /** Voter: why it will not talk. */
    REFUSED('x'),
    /**
     * Voter: whether it answers reads now, and if not, whom it sees. The answer to HELLO and
     * PING('p'), and said when it changes.
     */
    STATE('s'),
    /** Client. */
    PING('p'),
    /** Client: call, path, floor. */
    READ('r'),
    /** Client: run, sequence, path, expected version, value. */
    WRITE('w'),
    /** Client: path. Answered by a hint. */
    WATCH('f'),
    /** Client: path. */
    UNWATCH('u'),
    /** Voter: call, counter, record. */
    READING('R'),
    /** Voter: run, sequence, version, counter, record in the way. */
    APPLIED('W'),
    /** Voter: path, counter. */
    HINT('H');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Kind of(byte letter) throws IOException {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IOException("A frame of kind " + letter + ", which is not known here");
    }
  }

  /** Writes the rest of a frame. */
  @FunctionalInterface
  interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private final Kind kind;
  private final DataInputStream content;

  private Frame(Kind kind, DataInputStream content) {
    this.kind = kind;
    this.content = content;
  }

  Kind kind() {
    return kind;
  }

  DataInputStream content() {
    return content;
  }

  static byte[] encode(Kind kind, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.letter);
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void send(DataOutputStream out, byte[] frame) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
  }

  static Frame receive(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > LONGEST) {
      throw new IOException("A frame of " + length + " bytes: this is not a voter or its client");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new Frame(
        Kind.of(bytes[0]), new DataInputStream(new ByteArrayInputStream(bytes, 1, length - 1)));
  }

  static void writeRecord(DataOutputStream out, Optional<StoredRecord> record) throws IOException {
    out.writeBoolean(record.isPresent());
    if (record.isPresent()) {
      out.writeLong(record.get().version());
      writeBytes(out, record.get().value());
    }
  }

  static Optional<StoredRecord> readRecord(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new StoredRecord(in.readLong(), readBytes(in)))
        : Optional.empty();
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("A value of " + length + " bytes in a shorter frame");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
