package io.primacy.election.core;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A backend that answers when a test says so, and as it says. */
final class FakeBackend implements ElectionBackend {

  final List<CompletableFuture<Optional<StoredRecord>>> reads = new ArrayList<>();
  final List<CompletableFuture<WriteOutcome>> writes = new ArrayList<>();
  Supplier<CompletionStage<Optional<StoredRecord>>> onRead =
      () -> {
        CompletableFuture<Optional<StoredRecord>> answer = new CompletableFuture<>();
        reads.add(answer);
        return answer;
      };

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    return onRead.get();
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
    writes.add(answer);
    return answer;
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    throw new IllegalStateException("this backend can not watch");
  }

  @Override
  public void close() {}
}
