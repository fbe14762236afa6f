package io.primacy.election.spi;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record as the store holds it.
 *
 * @param version positive, and larger than every earlier version of the same key
 * @param value the content; neither side modifies it
 */
@SuppressWarnings("ArrayRecordComponent") // A value is opaque bytes; equality is by content, below.
public record StoredRecord(long version, byte[] value) {

  /** The largest value a backend must accept, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  public StoredRecord {
    requireNonNull(value, "value");
    if (version <= 0) {
      throw new IllegalArgumentException("A version is positive, not " + version);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredRecord that
        && version == that.version
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(version) + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "version " + version + ": " + new String(value, StandardCharsets.UTF_8);
  }
}
