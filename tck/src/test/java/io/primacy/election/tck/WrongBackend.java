package io.primacy.election.tck;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A backend that is right until a mutant overrides one of its methods. */
class WrongBackend implements ElectionBackend {

  final ElectionBackend right;
  final BackendContext context;

  WrongBackend(ElectionBackend right, BackendContext context) {
    this.right = right;
    this.context = context;
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    return right.read(key);
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
    return right.write(key, expected, value);
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    return right.watch(key, hint);
  }

  @Override
  public void close() {
    right.close();
  }

  /** A write whose outcome is told otherwise. */
  final CompletionStage<WriteOutcome> writeAndTell(
      RecordKey key, long expected, byte[] value, Function<WriteOutcome, WriteOutcome> tell) {
    return right.write(key, expected, value).thenApply(tell);
  }

  /** A write that is tried again over whatever is in its way. */
  final CompletionStage<WriteOutcome> force(RecordKey key, long expected, byte[] value) {
    return right
        .write(key, expected, value)
        .thenCompose(
            outcome ->
                outcome instanceof WriteOutcome.Conflict conflict
                    ? force(key, version(conflict.current()), value)
                    : java.util.concurrent.CompletableFuture.completedStage(outcome));
  }

  static long version(Optional<StoredRecord> found) {
    return found.map(StoredRecord::version).orElse(0L);
  }
}
