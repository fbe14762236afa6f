package io.primacy.election.atomix;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The records in the map. Answers overtake each other: one that is older than what was already said
 * of the same record is not passed on. The age is the index in the log, so a record that was
 * deleted is no old answer.
 */
final class Records {

  private final Line line;
  private final Map<String, Long> shown = new HashMap<>(); // Only in the line's loop.

  Records(Line line) {
    this.line = line;
  }

  CompletableFuture<Optional<StoredRecord>> read(String path) {
    return line.query(MapCalls.read(path), (index, value) -> show(path, index), MapCalls::record);
  }

  CompletableFuture<WriteOutcome> write(String path, long expected, byte[] value) {
    return line.command(
        MapCalls.write(path, expected, value),
        answer -> {
          boolean isNew = show(path, MapCalls.index(answer));
          return isNew ? MapCalls.outcome(answer) : overtaken(path, MapCalls.outcome(answer));
        });
  }

  private static WriteOutcome overtaken(String path, WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Conflict
        ? new WriteOutcome.Unknown(
            new BackendException(
                "Asked to write "
                    + path
                    + "; it had been changed by then, and has been since. Read it."))
        : outcome;
  }

  private boolean show(String path, long index) {
    return shown.merge(path, index, Math::max) <= index;
  }
}
