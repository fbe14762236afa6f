package io.primacy.election.zookeeper;

import static java.util.Objects.requireNonNull;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The three verbs on znodes. */
final class ZookeeperBackend implements ElectionBackend {

  private static final Logger LOG = System.getLogger(ZookeeperBackend.class.getName());

  private final Layout layout;
  private final Duration callTimeout;
  private final EventLoop loop;
  private final Calls calls;
  private final Hints hints;
  private final Connection connection;
  private final Records records;
  private final ConditionalWrite.Store store;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ZookeeperBackend(BackendContext context) {
    this.layout = new Layout(context.settings().get(ZookeeperSettings.ROOT), context.namespace());
    this.callTimeout = context.callTimeout();
    this.loop = context.environment().newLoop("zookeeper-" + context.node());
    Refusal refusal = new Refusal(layout.root());
    this.hints = new Hints(refusal, loop);
    this.connection =
        new Connection(
            context,
            loop,
            link -> {
              refusal.connected();
              hints.connected(link);
            });
    this.calls = new Calls(callTimeout, loop, connection::found);
    Sightings sightings = new Sightings();
    this.records = new Records(connection, sightings, refusal, loop);
    this.store =
        new ConditionalWrite.Store(
            connection,
            records,
            sightings,
            refusal,
            new Places(layout.root(), refusal),
            context.environment()::nonce);
  }

  static ZookeeperBackend open(BackendContext context) {
    ZookeeperSettings.requireConsistent(context.settings());
    ZookeeperBackend backend = new ZookeeperBackend(context);
    backend.connection.start();
    return backend;
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    String path = layout.record(key);
    CompletableFuture<Optional<StoredRecord>> call = calls.orFail("read", path);
    records.read(
        call,
        path,
        found -> call.complete(found.map(Records.Found::stored)),
        call::completeExceptionally);
    return call;
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    String path = layout.record(key);
    CompletableFuture<WriteOutcome> call = calls.orElse("write", path, WriteOutcome.Unknown::new);
    new ConditionalWrite(store, path, expectedVersion, requireNonNull(value, "value"), call)
        .begin();
    return call;
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    return hints.add(layout.record(key), requireNonNull(hint, "hint"));
  }

  /*
   * ZooKeeper's close waits for its sending thread, which may be asleep for up to a second before
   * it connects again. It then ends by itself.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    calls.close();
    hints.close();
    Thread closer = new Thread(connection::close, "zookeeper-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(Math.max(1, callTimeout.toMillis()));
      if (closer.isAlive()) {
        LOG.log(Level.DEBUG, "ZooKeeper's client did not close in time; it ends by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
  }

  Connection connection() {
    return connection;
  }
}
