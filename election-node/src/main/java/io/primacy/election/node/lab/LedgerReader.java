package io.primacy.election.node.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Adds what a ledger accepts and refuses to a history, as it happens, until it is closed. */
public final class LedgerReader implements AutoCloseable {

  private static final long READ_MILLIS = 5;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LedgerReader::readerThread);
  private final Future<?> reading;

  private LedgerReader(Path ledger, History history) {
    LedgerTail accepted = new LedgerTail(ledger);
    LedgerTail refused = new LedgerTail(Ledger.refusals(ledger));
    this.reading =
        thread.scheduleWithFixedDelay(
            () -> read(accepted, refused, history), 0, READ_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to read a ledger, which need not exist yet. */
  public static LedgerReader begin(Path ledger, History history) {
    return new LedgerReader(ledger, history);
  }

  @Override
  public void close() {
    reading.cancel(true);
    thread.shutdown();
  }

  private static void read(LedgerTail accepted, LedgerTail refused, History history) {
    try {
      for (LedgerEntry entry : accepted.next()) {
        history.add(at -> new Moment.Accepted(at, entry));
      }
      for (LedgerEntry entry : refused.next()) {
        history.add(at -> new Moment.Refused(at, entry));
      }
    } catch (IOException e) {
      // Ends the reading; whoever waits for it fails, and the audit says why.
      throw new UncheckedIOException(e);
    }
  }

  private static Thread readerThread(Runnable work) {
    Thread thread = new Thread(work, "reads-ledger");
    thread.setDaemon(true);
    return thread;
  }
}
