package io.primacy.election.node.health;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question again and again, on a thread of its own, and never twice at a time.
 *
 * <p>A question that takes longer than the timeout counts as failed at that moment and is
 * interrupted; its answer, if it ever comes, is not heard. While it hangs, each interval counts as
 * one more failure, and neither another thread nor another question is spent on it. Everything but
 * the question itself is confined to the loop.
 */
public final class Prober<T> {

  /** May wait; is interrupted when it takes too long. */
  @FunctionalInterface
  public interface Question<T> {
    /** Answers within a limit. */
    T ask(Duration limit) throws Exception;
  }

  private final Question<T> question;
  private final Rhythm rhythm;
  private final EventLoop loop;
  private final TimeSource time;
  private final Executor thread;
  private final Consumer<Answer<T>> heard;

  private @Nullable Run run; // The one under way.
  private boolean closed;

  /**
   * Asks nothing yet.
   *
   * @param thread where questions are asked; spare for this prober
   * @param heard told of every answer, on the loop
   */
  public Prober(
      Question<T> question,
      Rhythm rhythm,
      EventLoop loop,
      TimeSource time,
      Executor thread,
      Consumer<Answer<T>> heard) {
    this.question = question;
    this.rhythm = rhythm;
    this.loop = loop;
    this.time = time;
    this.thread = thread;
    this.heard = heard;
  }

  /** Begins to ask. Call it on the loop. */
  public void start() {
    if (closed) {
      return;
    }
    loop.schedule(rhythm.every(), this::start);
    if (run == null) {
      run = new Run();
      thread.execute(run);
    }
    run.limit();
  }

  /** Asks no more, and interrupts a question that is under way. Call it on the loop. */
  public void close() {
    closed = true;
    if (run != null) {
      run.interrupt();
    }
  }

  /** One question. */
  private final class Run implements Runnable {

    private final long since = time.nanoTime();

    // Both confined to the loop.
    private Registration limit = () -> {};
    private boolean late;

    // Guarded by this.
    private @Nullable Thread asking;
    private boolean unwanted;

    @Override
    public void run() {
      Answer<T> answer = Answer.none("it ended without an answer");
      try {
        begin();
        answer = Answer.of(question.ask(rhythm.timeout()));
      } catch (Throwable e) {
        // Whatever user code throws: it did not say that it is well.
        answer = Answer.none(reason(e));
      } finally {
        end();
        Answer<T> found = answer;
        loop.execute(() -> answered(found));
      }
    }

    private synchronized void begin() {
      asking = Thread.currentThread();
      if (unwanted) {
        asking.interrupt();
      }
    }

    private synchronized void end() {
      asking = null;
    }

    synchronized void interrupt() {
      unwanted = true;
      if (asking != null) {
        asking.interrupt();
      }
    }

    /* Once for each interval that it hangs in. */
    private void limit() {
      limit = loop.schedule(rhythm.timeout(), this::isLate);
    }

    private void isLate() {
      if (run != this || closed) {
        return;
      }
      late = true;
      interrupt();
      long waited = TimeUnit.NANOSECONDS.toMillis(time.nanoTime() - since);
      heard.accept(Answer.none("no answer within " + waited + " ms"));
    }

    private void answered(Answer<T> answer) {
      limit.close();
      run = null;
      if (!late && !closed) {
        heard.accept(answer);
      }
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : message.strip();
  }
}
