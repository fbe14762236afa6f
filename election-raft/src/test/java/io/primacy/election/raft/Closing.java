package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A backend that tells when it was closed. */
record Closing(ElectionBackend backend, Runnable closed) implements ElectionBackend {

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    return backend.read(key);
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    return backend.write(key, expectedVersion, value);
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    return backend.watch(key, hint);
  }

  @Override
  public void close() {
    backend.close();
    closed.run();
  }
}
