package io.primacy.election.raft;

import io.primacy.election.spi.StoredRecord;
import java.util.Optional;

/**
 * What a command did.
 *
 * @param id whose request it was
 * @param path the record that was written or found in the way; empty for a barrier
 * @param version the version given; 0 when nothing was written
 * @param current the record that stood in the way of a write that was refused
 * @param counter the highest version there was when this was known
 */
record Applied(
    RequestId id, String path, long version, Optional<StoredRecord> current, long counter) {

  boolean changed() {
    return version != 0;
  }
}
