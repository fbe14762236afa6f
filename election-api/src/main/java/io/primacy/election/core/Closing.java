package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.Timing;
import io.primacy.election.spi.ElectionBackend;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way out, step by step and each with a limit: every election is left, the session is closed,
 * the backend is closed, the loop ends. Confined to the loop, except where said.
 */
final class Closing {

  private static final Logger LOG = System.getLogger(Closing.class.getName());

  private final ElectionBackend backend;
  private final Executor callbacks;
  private final Footing footing;
  private final Runnable afterwards; // Runs when the loop is closed.
  private final Supplier<ElectionException> why;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Set<Participation> remaining = new HashSet<>();
  private final Timer limit;

  private volatile boolean begun; // Written by the loop, read by anyone.
  private volatile boolean over; // Written at the end, read by anyone.
  private @Nullable Session session;
  private List<Participation> all = List.of();
  private boolean sessionClosing;
  private boolean finished;

  Closing(
      ElectionBackend backend,
      Executor callbacks,
      Footing footing,
      Runnable afterwards,
      Supplier<ElectionException> why) {
    this.backend = backend;
    this.callbacks = callbacks;
    this.footing = footing;
    this.afterwards = afterwards;
    this.why = why;
    this.limit = footing.timer(this::overdue);
  }

  /** From any thread. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether the loop is closed. From any thread. */
  boolean isOver() {
    return over;
  }

  /** From any thread. */
  CompletionStage<Void> done() {
    return done.minimalCompletionStage();
  }

  /** Waits for the end; from any thread but one that the end waits for. */
  void await(CompletionStage<Void> end) {
    // Each step has its own limit; this one is for a loop that does not run at all.
    Timing timing = footing.timing();
    long most =
        timing.drainLimit().plus(timing.callTimeout().multipliedBy(8)).plusSeconds(1).toNanos();
    try {
      end.toCompletableFuture().get(most, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "Closing did not come to its end within its limits");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Never completed exceptionally", e);
    }
  }

  void begin(Session ofNode, Collection<ElectionHandle> handles) {
    if (begun) {
      return;
    }
    begun = true;
    session = ofNode;
    all = handles.stream().map(ElectionHandle::participation).toList();
    remaining.addAll(all);
    Duration leaving = footing.timing().drainLimit().plus(footing.timing().callTimeout());
    limit.set(footing.now() + footing.preflightNanos() + leaving.toNanos());
    all.forEach(Participation::advance);
    closeSessionWhenLeft();
  }

  void settled(Participation participation) {
    if (begun && !sessionClosing && participation.isIdle()) {
      remaining.remove(participation);
      closeSessionWhenLeft();
    }
  }

  void sessionDone() {
    if (finished) {
      return;
    }
    finished = true;
    limit.set(Move.Rest.FOREVER);
    all.forEach(participation -> participation.close(why.get()));
    callbacks.execute(this::closeBackend);
  }

  private void closeSessionWhenLeft() {
    if (remaining.isEmpty() && !sessionClosing && session != null) {
      sessionClosing = true;
      limit.set(footing.now() + footing.timing().callTimeout().multipliedBy(2).toNanos());
      session.close();
    }
  }

  /* What takes too long is given up: the closed session, or its lease, frees the elections. */
  private void overdue() {
    if (sessionClosing) {
      sessionDone();
      return;
    }
    LOG.log(Level.WARNING, "{0} elections were not left in time", remaining.size());
    all.forEach(Participation::cutShort);
    remaining.clear();
    closeSessionWhenLeft();
  }

  private void closeBackend() {
    try {
      backend.close();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "The backend failed to close", e);
    }
    footing.loop().close();
    over = true;
    afterwards.run();
    done.complete(null);
    if (callbacks instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "The callback threads failed to close", e);
      }
    }
  }
}
