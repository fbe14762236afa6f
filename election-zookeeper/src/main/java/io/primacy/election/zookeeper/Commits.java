package io.primacy.election.zookeeper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;

/**
 * The writes of one session: each a transaction of its own, until they come faster than they are
 * answered. What comes while {@link #MOST_UNDER_WAY} transactions are under way goes together next.
 */
/*
 * A transaction costs an ensemble a round of votes, and an entry in each server's log that is
 * flushed, whether it is of one write or of many.
 *
 * All of a transaction or nothing happens. So where one of several writes is refused, none has
 * changed anything, and each is sent alone: nobody is answered for what another asked. What has no
 * answer may have happened, and is not sent again.
 */
final class Commits {

  /** With one, each write that comes meanwhile would wait for a whole round trip more. */
  static final int MOST_UNDER_WAY = 2;

  static final int MOST_TOGETHER = 64;

  /** A server refuses a packet of a megabyte, with all that is in it. */
  static final int MOST_BYTES = 128 * 1024;

  /** Sends one transaction. */
  interface Sender {
    void send(List<Op> operations, MultiCallback answered);
  }

  /**
   * One write.
   *
   * @param call whose it is; not sent once that has ended
   * @param operations all of which happen, or none
   * @param bytes about what they weigh
   */
  record Commit(
      CompletableFuture<?> call,
      List<Op> operations,
      int bytes,
      Consumer<List<OpResult>> then,
      Consumer<Code> refused) {}

  private final Sender sender;
  private final ArrayDeque<Commit> waiting = new ArrayDeque<>(); // Guarded by this.
  private int underWay; // Guarded by this.

  Commits(Sender sender) {
    this.sender = sender;
  }

  void add(Commit commit) {
    synchronized (this) {
      waiting.add(commit);
    }
    sendNext();
  }

  private void sendNext() {
    List<Commit> together;
    synchronized (this) {
      if (underWay >= MOST_UNDER_WAY) {
        return;
      }
      together = takeWaiting();
      underWay += together.isEmpty() ? 0 : 1;
    }
    if (!together.isEmpty()) {
      send(together);
    }
  }

  /* Called with the lock held. */
  private List<Commit> takeWaiting() {
    List<Commit> taken = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty() && taken.size() < MOST_TOGETHER) {
      Commit next = waiting.peek();
      if (!taken.isEmpty() && bytes + next.bytes > MOST_BYTES) {
        break;
      }
      waiting.remove();
      if (!next.call.isDone()) {
        bytes += next.bytes;
        taken.add(next);
      }
    }
    return taken;
  }

  private void send(List<Commit> together) {
    List<Op> operations = together.stream().flatMap(one -> one.operations.stream()).toList();
    sender.send(
        operations,
        (rc, path, context, results) -> answered(together, rc, Optional.ofNullable(results)));
  }

  private void answered(List<Commit> together, int rc, Optional<List<OpResult>> results) {
    Code code = Link.code(rc);
    // A server that answers for each operation has refused the transaction, and done nothing.
    boolean undone = code != Code.OK && results.isPresent() && together.size() > 1;
    List<Commit> alone =
        undone ? together.stream().filter(one -> !one.call.isDone()).toList() : List.of();
    synchronized (this) {
      underWay += alone.size() - 1;
    }
    alone.forEach(one -> send(List.of(one)));
    sendNext();
    if (undone) {
      return;
    }
    int from = 0;
    for (Commit one : together) {
      int to = from + one.operations.size();
      if (code == Code.OK) {
        one.then.accept(results.orElseThrow().subList(from, to));
      } else {
        one.refused.accept(code);
      }
      from = to;
    }
  }
}
