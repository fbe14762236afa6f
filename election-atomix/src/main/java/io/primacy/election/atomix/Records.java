package io.primacy.election.atomix;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The records in the map. Answers overtake each other: one that shows less of a record than an
 * earlier one did is not passed on.
 */
final class Records {

  private final Line line;
  private final Map<String, Long> shown = new HashMap<>(); // Only in the line's loop.

  Records(Line line) {
    this.line = line;
  }

  CompletableFuture<Optional<StoredRecord>> read(String path) {
    return line.query(MapCalls.read(path), MapCalls::record, found -> show(path, version(found)));
  }

  CompletableFuture<WriteOutcome> write(String path, long expected, byte[] value) {
    return line.command(
        MapCalls.write(path, expected, value), answer -> outcome(path, MapCalls.outcome(answer)));
  }

  private WriteOutcome outcome(String path, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      show(path, committed.version());
    } else if (outcome instanceof WriteOutcome.Conflict conflict
        && !show(path, version(conflict.current()))) {
      return new WriteOutcome.Unknown(
          new BackendException(
              "Asked to write "
                  + path
                  + "; it had been changed by then, and since then again. Read it."));
    }
    return outcome;
  }

  private boolean show(String path, long version) {
    return shown.merge(path, version, Math::max) <= version;
  }

  private static long version(Optional<StoredRecord> record) {
    return record.map(StoredRecord::version).orElse(0L);
  }
}
