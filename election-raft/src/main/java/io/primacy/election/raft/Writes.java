package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Writes asked of a voter: each is sent to the leader, and done when it is applied here. One that
 * is lost on the way, as when the leader changes, is sent again while somebody waits for it: that
 * it is lost is known, not guessed, by the {@linkplain Barriers barrier} behind it.
 */
final class Writes {

  /** More than this at once are turned away. */
  private static final int MOST = 4096;

  private final Predicate<byte[]> submit;
  private final EventLoop sending;
  private final Barriers barriers;

  private final Object lock = new Object();
  private final Map<RequestId, Write> underWay = new LinkedHashMap<>(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  private enum State {
    /** Not with any leader, and in no queue. */
    WAITING,
    QUEUED,
    SENT
  }

  private static final class Write {
    private final String path;
    private final byte[] command;
    private final CompletableFuture<Applied> answer = new CompletableFuture<>();
    private State state = State.WAITING; // Guarded by lock.
    private long after; // The number of the last barrier before it. Guarded by lock.

    Write(String path, byte[] command) {
      this.path = path;
      this.command = command;
    }
  }

  /**
   * @param submit gets a command to the leader, or returns false if it certainly did not; may wait
   * @param sending where that may wait
   * @param barriers sent on the same loop
   */
  Writes(Predicate<byte[]> submit, EventLoop sending, Barriers barriers) {
    this.submit = submit;
    this.sending = sending;
    this.barriers = barriers;
  }

  CompletableFuture<Applied> write(RequestId id, String path, long expected, byte[] value) {
    Write write = new Write(path, Command.write(id, path, expected, value).encode());
    synchronized (lock) {
      if (closed || underWay.size() >= MOST) {
        write.answer.completeExceptionally(
            new BackendException(
                "there are " + underWay.size() + " writes under way. Send fewer."));
        return write.answer;
      }
      underWay.put(id, write);
      write.state = State.QUEUED;
    }
    var unused = write.answer.whenComplete((applied, error) -> forget(id));
    queue(write);
    return write.answer;
  }

  boolean areUnderWay() {
    synchronized (lock) {
      return !underWay.isEmpty();
    }
  }

  /** Sends what there was no leader for. */
  void sendWaiting() {
    send(write -> write.state == State.WAITING);
  }

  /** Sends again what was sent before a barrier that is applied, and was not applied itself. */
  void sendLost(long barrier) {
    send(write -> write.state == State.SENT && write.after < barrier);
  }

  private void send(Predicate<Write> which) {
    List<Write> found;
    synchronized (lock) {
      found = underWay.values().stream().filter(which).toList();
      found.forEach(write -> write.state = State.QUEUED);
    }
    found.forEach(this::queue);
  }

  void applied(Applied applied) {
    Write write;
    synchronized (lock) {
      write = underWay.get(applied.id());
    }
    if (write != null) {
      write.answer.complete(applied);
    }
  }

  /**
   * Looks up what became of writes whose commands may have come within a snapshot. What that does
   * not remember was perhaps done: to send it again could have it refused, after it was done.
   */
  void replaced(Records records) {
    Map<RequestId, Write> sent = new LinkedHashMap<>();
    synchronized (lock) {
      underWay.forEach(
          (id, write) -> {
            if (write.state == State.SENT) {
              sent.put(id, write);
            }
          });
    }
    sent.forEach(
        (id, write) ->
            records
                .answer(id, write.path)
                .ifPresentOrElse(
                    write.answer::complete,
                    () ->
                        write.answer.completeExceptionally(
                            new BackendException(
                                "this voter was away, and what it missed came without the outcome."
                                    + " Read the record back."))));
  }

  void close() {
    List<Write> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(underWay.values());
    }
    left.forEach(write -> write.answer.cancel(false));
  }

  private void queue(Write write) {
    sending.execute(
        () -> {
          synchronized (lock) {
            if (write.answer.isDone()) {
              return;
            }
            write.state = State.SENT;
            write.after = barriers.sent();
          }
          if (!submit.test(write.command)) {
            synchronized (lock) {
              write.state = State.WAITING;
            }
          }
        });
  }

  private void forget(RequestId id) {
    synchronized (lock) {
      underWay.remove(id);
    }
  }
}
