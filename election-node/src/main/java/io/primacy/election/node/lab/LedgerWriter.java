package io.primacy.election.node.lab;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.run.EventSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The work of the demo: while it leads, it appends to the ledger at short intervals.
 *
 * <p>It makes one mistake on purpose. A process can stop between asking whether it leads and acting
 * on the answer, and no library can help there. To show this every time and not once in a thousand
 * runs, the writer, once overtaken, makes one more append with its old token and without asking.
 */
final class LedgerWriter implements Contender {

  private static final Duration LONGEST_APPEND = Duration.ofSeconds(2);

  private final String node;
  private final Ledger ledger;
  private final Duration interval;
  private final EventSink events;
  private final Witness witness;

  private @Nullable Shift shift; // Confined to the callbacks.

  /** A writer that appends at intervals, and asks before each append whether it leads. */
  LedgerWriter(String node, Ledger ledger, Duration interval, EventSink events, Witness witness) {
    this.node = node;
    this.ledger = ledger;
    this.interval = interval;
    this.events = events;
    this.witness = witness;
  }

  @Override
  public void granted(Leadership leadership) {
    shift = new Shift(leadership);
    shift.thread.start();
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws InterruptedException {
    if (shift != null) {
      shift.end(reason);
    }
  }

  /** One leadership's appends. */
  private final class Shift {

    private final Leadership leadership;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean orderly; // Written before the latch opens.
    private int count; // Confined to the thread.

    Shift(Leadership leadership) {
      this.leadership = leadership;
      this.thread = new Thread(this::work, "ledger-" + leadership.token());
      this.thread.setDaemon(true);
    }

    void end(EndReason reason) throws InterruptedException {
      orderly = reason.isOrderly();
      over.countDown();
      thread.join(LONGEST_APPEND.toMillis());
    }

    private void work() {
      try {
        do {
          if (!witness.isHeld(leadership)) {
            append(); // The mistake: see above.
            return;
          }
          append();
        } while (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        if (!orderly) {
          append(); // The same mistake, told before it was noticed.
        }
      } catch (IOException e) {
        events.accept(new LedgerEvent.Broken(e.toString()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void append() throws IOException {
      long token = leadership.token().value();
      count++;
      String id = node + "-" + token + "-" + count;
      Ledger.Outcome outcome = witness.append(leadership, () -> ledger.append(token, node, id));
      if (outcome instanceof Ledger.Outcome.Accepted accepted) {
        events.accept(new LedgerEvent.Appended(token, accepted.entry().sequence(), id));
      } else if (outcome instanceof Ledger.Outcome.Refused refused) {
        events.accept(new LedgerEvent.Refused(token, refused.entry().highest(), id));
      }
    }
  }
}
