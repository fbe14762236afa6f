package io.primacy.election.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What is known of a conditional write. */
public sealed interface WriteOutcome {

  /** The write took effect and gave the record this version. */
  record Committed(long version) implements WriteOutcome {
    public Committed {
      if (version <= 0) {
        throw new IllegalArgumentException("A version is positive, not " + version);
      }
    }
  }

  /**
   * The write had no effect, and will have none: the record was not at the expected version.
   *
   * @param current the record at that moment or later; empty when there was none
   */
  record Conflict(Optional<StoredRecord> current) implements WriteOutcome {
    public Conflict {
      requireNonNull(current, "current");
    }
  }

  /** The write took effect, or did not, or will still. Only reading the record back tells. */
  record Unknown(Throwable cause) implements WriteOutcome {
    public Unknown {
      requireNonNull(cause, "cause");
    }
  }
}
