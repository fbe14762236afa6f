package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Writes asked of a voter: each is sent to the leader once, and done when it is applied here. */
final class Writes {

  /** More than this at once are turned away. */
  private static final int MOST = 4096;

  private final Predicate<byte[]> submit;
  private final EventLoop sending;

  private final Object lock = new Object();
  private final Map<RequestId, Write> underWay = new LinkedHashMap<>(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  private static final class Write {
    private final String path;
    private final byte[] command;
    private final CompletableFuture<Applied> answer = new CompletableFuture<>();
    private boolean sent; // Guarded by lock.

    Write(String path, byte[] command) {
      this.path = path;
      this.command = command;
    }
  }

  /**
   * @param submit gets a command to the leader, or returns false if it certainly did not; may wait
   * @param sending where that may wait
   */
  Writes(Predicate<byte[]> submit, EventLoop sending) {
    this.submit = submit;
    this.sending = sending;
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
    }
    var unused = write.answer.whenComplete((applied, error) -> forget(id));
    send(write);
    return write.answer;
  }

  /** Sends what there was no leader for. */
  void sendWaiting() {
    List<Write> waiting;
    synchronized (lock) {
      waiting = underWay.values().stream().filter(write -> !write.sent).toList();
    }
    waiting.forEach(this::send);
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

  /** Looks up what became of writes whose commands came within a snapshot. */
  void replaced(Records records) {
    Map<RequestId, Write> all;
    synchronized (lock) {
      all = new LinkedHashMap<>(underWay);
    }
    all.forEach((id, write) -> records.answer(id, write.path).ifPresent(write.answer::complete));
  }

  void close() {
    List<Write> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(underWay.values());
    }
    left.forEach(write -> write.answer.cancel(false));
  }

  private void send(Write write) {
    sending.execute(
        () -> {
          synchronized (lock) {
            if (write.answer.isDone() || write.sent) {
              return;
            }
            write.sent = true;
          }
          if (!submit.test(write.command)) {
            synchronized (lock) {
              write.sent = false;
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
