package io.primacy.election.core;

import io.primacy.election.EndReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Tells a contender of its leaderships: granted, then revoked, once each, in order, never two at a
 * time. Asked by the loop; calls on threads for user code.
 */
final class ContenderCalls {

  private static final Logger LOG = System.getLogger(ContenderCalls.class.getName());

  private final Executor threads;
  private final Serial serial;
  private boolean told; // Confined to the serial executor: granted was called, revoked was not.

  ContenderCalls(Executor threads) {
    this.threads = threads;
    this.serial = new Serial(threads);
  }

  /**
   * Tells of a leadership, unless it is over by then.
   *
   * @param outcome told whether the contender returned (true) or threw
   */
  void grant(HeldLeadership leadership, Consumer<Boolean> outcome) {
    serial.execute(
        () -> {
          if (leadership.isOver()) {
            return;
          }
          told = true;
          outcome.accept(
              call("granted", leadership, () -> leadership.contender().granted(leadership)));
        });
  }

  /**
   * Tells that it is to end, or over, if the contender knows of it.
   *
   * @param finished runs when the contender has returned
   */
  void revoke(HeldLeadership leadership, EndReason reason, Runnable finished) {
    serial.execute(
        () -> {
          if (told) {
            told = false;
            call("revoked", leadership, () -> leadership.contender().revoked(leadership, reason));
          }
          finished.run();
        });
  }

  /** Tells those who wait that it is to end; does not wait for the contender. */
  void announceEnding(HeldLeadership leadership, EndReason reason) {
    threads.execute(() -> leadership.announceEnding(reason));
  }

  /** Tells those who wait for the end; does not wait for the contender. */
  void announceEnd(HeldLeadership leadership, EndReason reason) {
    threads.execute(() -> leadership.announceEnd(reason));
  }

  private interface Callback {
    void run() throws Exception;
  }

  /* What user code throws, errors included, is its own; here it counts as a failure. */
  private static boolean call(String name, HeldLeadership leadership, Callback callback) {
    try {
      callback.run();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, "The contender was interrupted in " + name + " of " + leadership, e);
    } catch (Exception | Error e) {
      LOG.log(Level.WARNING, "The contender threw from " + name + " of " + leadership, e);
    }
    return false;
  }
}
