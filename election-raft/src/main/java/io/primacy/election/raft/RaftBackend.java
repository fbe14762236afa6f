package io.primacy.election.raft;

import static java.util.Objects.requireNonNull;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Calls;
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
import java.util.concurrent.atomic.AtomicLong;

/** The three verbs, with the patience of a caller. */
final class RaftBackend implements ElectionBackend {

  private static final Logger LOG = System.getLogger(RaftBackend.class.getName());

  private final String namespace;
  private final Duration callTimeout;
  private final long run;
  private final AtomicLong sequence = new AtomicLong();
  private final EventLoop loop;
  private final Store store;
  private final Calls calls;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RaftBackend(BackendContext context, Store store) {
    this.namespace = context.namespace();
    this.callTimeout = context.callTimeout();
    this.run = context.environment().nonce();
    this.loop = context.environment().newLoop("raft-" + context.node());
    this.store = store;
    this.calls = new Calls(callTimeout, loop, store::found);
  }

  static RaftBackend open(BackendContext context) {
    Optional<Peer> self = RaftSettings.self(context.settings(), context.node());
    Store store = self.isPresent() ? Voter.open(context, self.get()) : RemoteStore.open(context);
    return new RaftBackend(context, store);
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    String path = path(key);
    return calls.follow(
        "read " + path,
        store.read(path),
        Records.Reading::record,
        why -> {
          throw why;
        });
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    String path = path(key);
    RequestId id = new RequestId(run, sequence.incrementAndGet());
    CompletableFuture<Applied> write =
        store.write(id, path, expectedVersion, requireNonNull(value, "value"));
    return calls.follow("write " + path, write, RaftBackend::outcome, WriteOutcome.Unknown::new);
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    Watch watch = new Watch(requireNonNull(hint, "hint"));
    Registration registration =
        store.watch(path(key), version -> loop.execute(() -> watch.tell(version)));
    return () -> {
      watch.ended = true;
      registration.close();
    };
  }

  @Override
  public boolean votes() {
    return store instanceof Voter;
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    calls.close();
    Thread closer = new Thread(store::close, "raft-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(Math.max(1, callTimeout.toMillis()));
      if (closer.isAlive()) {
        LOG.log(Level.DEBUG, "Leaving takes longer than a call may; it ends by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
  }

  Store store() {
    return store;
  }

  private String path(RecordKey key) {
    return namespace + "/" + key.kind() + "/" + key.name();
  }

  private static WriteOutcome outcome(Applied applied) {
    return applied.changed()
        ? new WriteOutcome.Committed(applied.version())
        : new WriteOutcome.Conflict(applied.current());
  }

  /** One watch of a caller. */
  private static final class Watch {

    private final Hint hint;
    private volatile boolean ended;

    Watch(Hint hint) {
      this.hint = hint;
    }

    void tell(long version) {
      if (!ended) {
        hint.mayHaveChanged(version);
      }
    }
  }
}
