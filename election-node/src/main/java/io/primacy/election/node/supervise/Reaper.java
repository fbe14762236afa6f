package io.primacy.election.node.supervise;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.ReapOutcome;
import io.primacy.election.node.run.EventSink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Closes the sessions of processes that are dead, over a connection to the store that is open long
 * before it is needed: so that it takes one read and one write. A connection over which the session
 * can not be seen is made anew, once a lease at most: where the store was wiped or replaced, one
 * that remembers the old store believes nothing that the new one says. Confined to the thread that
 * supervises, but for what the store answers.
 */
final class Reaper implements AutoCloseable {

  private final ElectionsConfig visitor;
  private final EventSink events;
  private final Duration keepWarm;
  private Elections elections;
  private boolean sees = true; // Until it is known better.
  private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private long askAgain = System.nanoTime();

  private Reaper(ElectionsConfig visitor, EventSink events) {
    this.visitor = visitor;
    this.elections = Elections.open(visitor);
    this.events = events;
    this.keepWarm = visitor.timing().lease();
  }

  /**
   * Opens the connection, without waiting for the store.
   *
   * @param visitor as whom: a process beside the node, which has no part in the store itself
   */
  static Reaper open(ElectionsConfig visitor, EventSink events) {
    return new Reaper(visitor, events);
  }

  /** Uses the connection now and then, so that a broken one is replaced before it is needed. */
  void keepWarm() {
    long now = System.nanoTime();
    if (asked.isDone() && now - askAgain >= 0) {
      askAgain = now + keepWarm.toNanos();
      judge(asked.join());
      asked =
          elections
              .operations()
              .node(visitor.node())
              .handle((session, failure) -> failure == null)
              .toCompletableFuture();
    }
  }

  private void judge(boolean answered) {
    if (answered != sees) {
      sees = answered;
      events.accept(answered ? new SupervisorEvent.Sees() : new SupervisorEvent.Blind());
    }
    if (!answered && last.isDone()) {
      var unused = elections.closeAsync();
      elections = Elections.open(visitor);
    }
  }

  /** Begins to close the session of a run whose process is dead; what comes of it is told. */
  void reap(String run, long pid) {
    long dead = System.nanoTime();
    last =
        elections
            .operations()
            .reap(visitor.node(), run)
            .handle(
                (outcome, failure) -> {
                  tell(pid, dead, outcome, failure);
                  return (Void) null;
                })
            .toCompletableFuture();
  }

  /** Waits for what was begun; no longer than that has a bound of its own. */
  void await(Duration limit) throws InterruptedException {
    try {
      last.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The lease bounds the wait of the others.
    } catch (ExecutionException e) {
      throw new IllegalStateException("what came of it was handled", e);
    }
  }

  @Override
  public void close() {
    elections.close();
  }

  private void tell(long pid, long dead, ReapOutcome outcome, Throwable failure) {
    events.accept(
        failure == null
            ? SupervisorEvent.Reaped.of(pid, outcome, (System.nanoTime() - dead) / 1_000_000)
            : new SupervisorEvent.NotReaped(pid, String.valueOf(failure.getMessage())));
  }
}
