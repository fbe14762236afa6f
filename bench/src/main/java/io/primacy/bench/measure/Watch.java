package io.primacy.bench.measure;

import io.primacy.bench.peer.Duties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Notes at which times a leader begins and ends, on this process's monotonic clock. */
final class Watch implements Duties {

  private static final int LIMIT_SECONDS = 60;

  private final LinkedBlockingQueue<Long> begun = new LinkedBlockingQueue<>();
  private volatile long ended;

  @Override
  public void begin() {
    begun.add(System.nanoTime());
  }

  @Override
  public void end() {
    ended = System.nanoTime();
  }

  /** When it last ended. */
  long ended() {
    return ended;
  }

  /** When it begins next, or began, if that was not taken yet. */
  long awaitBegin() throws InterruptedException, TimeoutException {
    Long at = begun.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (at == null) {
      throw new TimeoutException("Nobody led within " + LIMIT_SECONDS + " s");
    }
    return at;
  }
}
