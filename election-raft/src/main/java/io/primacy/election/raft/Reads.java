package io.primacy.election.raft;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads of a voter's replica, which wait until it may be shown. Thread-safe. */
final class Reads {

  private final Records records;

  private final Object lock = new Object();
  private final List<Read> waiting = new ArrayList<>(); // Guarded by lock.
  private boolean open; // Guarded by lock.
  private boolean closed; // Guarded by lock.

  private record Read(String path, long floor, CompletableFuture<Records.Reading> answer) {}

  Reads(Records records) {
    this.records = records;
  }

  /**
   * Looks at a record as soon as the replica is open.
   *
   * @param floor the version it must have given before
   */
  CompletableFuture<Records.Reading> read(String path, long floor) {
    CompletableFuture<Records.Reading> answer = new CompletableFuture<>();
    Read read = new Read(path, floor, answer);
    synchronized (lock) {
      if (!mayAnswer(read)) {
        waiting.add(read);
        var unused = answer.whenComplete((value, error) -> forget(read));
        return answer;
      }
    }
    answer.complete(records.read(path));
    return answer;
  }

  boolean isOpen() {
    synchronized (lock) {
      return open;
    }
  }

  /** Opens or shuts the replica. Returns whether that is new. */
  boolean setOpen(boolean now) {
    synchronized (lock) {
      if (open == now || closed) {
        return false;
      }
      open = now;
      return true;
    }
  }

  /** Answers what can be answered now. */
  void answer() {
    List<Read> ready = new ArrayList<>();
    synchronized (lock) {
      for (Iterator<Read> reads = waiting.iterator(); reads.hasNext(); ) {
        Read read = reads.next();
        if (mayAnswer(read)) {
          reads.remove();
          ready.add(read);
        }
      }
    }
    ready.forEach(read -> read.answer.complete(records.read(read.path)));
  }

  void close() {
    List<Read> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(waiting);
    }
    left.forEach(read -> read.answer.cancel(false));
  }

  /* With the lock held. */
  private boolean mayAnswer(Read read) {
    return open && !closed && records.counter() >= read.floor;
  }

  private void forget(Read read) {
    synchronized (lock) {
      waiting.removeIf(other -> other.answer == read.answer);
    }
  }
}
