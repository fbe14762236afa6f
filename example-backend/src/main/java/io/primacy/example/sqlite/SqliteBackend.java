package io.primacy.example.sqlite;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The three verbs over a file. One thread does everything that touches it: what was called
 * meanwhile goes into one transaction, and what is committed is answered. A loop of its own keeps
 * the time, so that calls end on time while that thread waits for a lock.
 */
final class SqliteBackend implements ElectionBackend {

  private static final System.Logger LOG = System.getLogger(SqliteBackend.class.getName());

  private final Path path;
  private final BackendContext context;
  private final Duration poll;
  private final EventLoop timers;
  private final Thread worker;

  // Bounded by time: nothing stays longer than the worker may wait for a lock.
  private final LinkedBlockingQueue<Call<?>> queue = new LinkedBlockingQueue<>();
  private final Set<Call<?>> underWay = ConcurrentHashMap.newKeySet();
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed; // Written by whoever closes.
  private @Nullable RecordFile file; // Confined to the worker.

  SqliteBackend(Path path, BackendContext context) {
    this.path = path;
    this.context = context;
    this.poll = context.settings().get(SqliteProvider.POLL);
    this.timers = context.environment().newLoop("sqlite-timers-" + context.node());
    this.worker = new Thread(this::work, "sqlite-" + context.node());
    worker.setDaemon(true);
    worker.start();
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    return submit(
        new Call<>(open -> open.read(path(key)), CompletableFuture::completeExceptionally));
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    return submit(
        new Call<>(
            open -> open.write(path(key), expectedVersion, value),
            (answer, cause) -> answer.complete(new WriteOutcome.Unknown(cause))));
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    Watch watch = new Watch(hint);
    watches.add(watch);
    return () -> watches.remove(watch);
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(call -> call.fail(new BackendException("The backend was closed.")));
    try {
      worker.join(context.callTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.close();
  }

  /* Names hold no slash, so two keys never share a path. */
  private String path(RecordKey key) {
    return context.namespace() + "/" + key;
  }

  private <T> CompletionStage<T> submit(Call<T> call) {
    Duration limit = context.callTimeout();
    underWay.add(call);
    Registration timer =
        timers.schedule(
            limit, () -> call.fail(new BackendException("No answer within " + limit + ".")));
    queue.add(call);
    // Looked at after the call can be seen by whoever closes: one of the two fails it.
    if (closed) {
      call.fail(new BackendException("The backend is closed."));
    }
    return call.answer()
        .whenComplete(
            (answer, failure) -> {
              timer.close();
              underWay.remove(call);
            });
  }

  private void work() {
    while (!closed) {
      List<Call<?>> calls = next();
      try {
        RecordFile open = open();
        if (!calls.isEmpty()) {
          perform(calls, open);
        }
        if (open.changed()) {
          watches.forEach(Watch::tell);
        }
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "The file could not be used", e);
        calls.forEach(call -> call.fail(new BackendException("SQLite: " + e.getMessage(), e)));
        discard();
      }
    }
    discard();
  }

  /* All of what waits, or nothing when it is time to look for what others wrote. */
  private List<Call<?>> next() {
    List<Call<?>> calls = new ArrayList<>();
    try {
      Call<?> first = queue.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        calls.add(first);
        queue.drainTo(calls);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; and if somebody did, it would mean nothing.
    }
    return calls;
  }

  private static void perform(List<Call<?>> calls, RecordFile open) throws SQLException {
    open.begin();
    for (Call<?> call : calls) {
      call.perform(open);
    }
    open.commit();
    calls.forEach(Call::committed);
  }

  /* A lock may be waited for twice, once to open the file: together within the call timeout. */
  private RecordFile open() throws SQLException {
    RecordFile open = file;
    if (open == null) {
      open = new RecordFile(path, context.callTimeout().dividedBy(4));
      file = open;
    }
    return open;
  }

  /* After an error nobody knows what state the connection is in: the next call opens another. */
  private void discard() {
    RecordFile open = file;
    file = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "The file could not be closed", e);
    }
  }

  /** A watcher, to be told of every change: looking once too often does no harm. */
  private record Watch(Hint hint) {
    void tell() {
      hint.mayHaveChanged(Hint.UNKNOWN);
    }
  }
}
