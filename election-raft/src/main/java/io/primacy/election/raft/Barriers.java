package io.primacy.election.raft;

import io.primacy.election.spi.EventLoop;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Commands that change nothing, sent to learn how far the log has come: once one is applied here,
 * so is everything that was committed before it, and whatever was sent before it and was not
 * applied is lost.
 *
 * <p>They are numbered in the order in which they and the writes are sent. Thread-safe.
 */
final class Barriers {

  private final long run;
  private final Predicate<byte[]> submit;
  private final EventLoop sending;

  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile long sent; // Changed on the sending loop only.
  private volatile long firstOfLeader;

  /**
   * @param run a number drawn by each run of a voter
   * @param submit gets a command to the leader, or returns false if it certainly did not; may wait
   * @param sending where everything is sent, in order
   */
  Barriers(long run, Predicate<byte[]> submit, EventLoop sending) {
    this.run = run;
    this.submit = submit;
    this.sending = sending;
  }

  /** Sends one, unless one is about to be. */
  void send() {
    if (queued.getAndSet(true)) {
      return;
    }
    sending.execute(
        () -> {
          queued.set(false);
          long number = sent + 1;
          sent = number;
          var unused = submit.test(Command.barrier(new RequestId(run, -number)).encode());
        });
  }

  /** The number of the last one that was sent. Exact on the sending loop. */
  long sent() {
    return sent;
  }

  /** Those sent from now on go to another leader, or to one that leads again. */
  void newLeader() {
    firstOfLeader = sent + 1;
  }

  /** The number of an own one; empty when the request is something else. */
  OptionalLong number(RequestId id) {
    return id.client() == run ? OptionalLong.of(-id.sequence()) : OptionalLong.empty();
  }

  /** Whether it was sent while the leader of now led. Any such will do: slow disks only delay. */
  boolean isOfThisLeader(long number) {
    return number >= firstOfLeader;
  }
}
