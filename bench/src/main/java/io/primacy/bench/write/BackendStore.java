package io.primacy.bench.write;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.PrimacyConfig;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A backend of this project, as an election uses it. */
final class BackendStore implements Store {

  private static final int LIMIT_SECONDS = 60;

  private final ElectionBackend backend;

  BackendStore(Backend kind, String service, String node, Duration session) {
    ElectionsConfig config = PrimacyConfig.of(kind, service, node, session);
    BackendContext context =
        new BackendContext(
            config.namespace(),
            config.node(),
            config.settings(),
            config.timing().callTimeout(),
            config.timing().lease(),
            Environment.system());
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(config.provider().getClass().getClassLoader());
    backend = config.provider().open(context);
  }

  @Override
  public Chain make(String name, byte[] value) throws Exception {
    RecordKey key = new RecordKey("written", name);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      WriteOutcome outcome =
          backend.write(key, 0, value).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (outcome instanceof WriteOutcome.Committed committed) {
        return new Versioned(key, committed.version());
      }
      // The first ones may be unknown, and found afterwards, while the voters choose their leader.
      if (outcome instanceof WriteOutcome.Conflict conflict && conflict.current().isPresent()) {
        return new Versioned(key, conflict.current().get().version());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The record " + key + " can not be made: " + outcome);
      }
    }
  }

  private final class Versioned implements Chain {
    private final RecordKey key;
    private volatile long version;

    Versioned(RecordKey key, long version) {
      this.key = key;
      this.version = version;
    }

    @Override
    public CompletionStage<?> write(byte[] value) {
      return backend.write(key, version, value).thenCompose(this::settle);
    }

    private CompletionStage<?> settle(WriteOutcome outcome) {
      if (outcome instanceof WriteOutcome.Committed committed) {
        version = committed.version();
        return CompletableFuture.completedFuture(null);
      }
      if (outcome instanceof WriteOutcome.Unknown unknown) {
        System.err.println("Read back " + key + ": " + unknown.cause()); // Nobody else writes it.
        return backend.read(key).thenAccept(found -> version = found.orElseThrow().version());
      }
      throw new IllegalStateException("The record " + key + " was not written: " + outcome);
    }
  }
}
