package io.primacy.election.tck.sim;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a simulated store.
 *
 * <p>One counter numbers all versions, so that a key which is deleted and made again goes on
 * rising.
 */
final class Records {

  private record Place(String namespace, RecordKey key) {}

  private final Map<Place, StoredRecord> records = new HashMap<>(); // Guarded by this.
  private long lastVersion; // Guarded by this.

  synchronized Optional<StoredRecord> read(String namespace, RecordKey key) {
    return Optional.ofNullable(records.get(new Place(namespace, key)))
        .map(found -> new StoredRecord(found.version(), found.value().clone()));
  }

  synchronized WriteOutcome write(
      String namespace, RecordKey key, long expectedVersion, byte[] value) {
    Optional<StoredRecord> current = read(namespace, key);
    if (current.map(StoredRecord::version).orElse(0L) != expectedVersion) {
      return new WriteOutcome.Conflict(current);
    }
    lastVersion++;
    byte[] kept = Arrays.copyOf(value, value.length);
    records.put(new Place(namespace, key), new StoredRecord(lastVersion, kept));
    return new WriteOutcome.Committed(lastVersion);
  }

  synchronized boolean delete(String namespace, RecordKey key) {
    return records.remove(new Place(namespace, key)) != null;
  }
}
