package io.primacy.election;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * One period of leadership held by this node: begins once, ends once, never resumes.
 *
 * <p>All methods may be called from any thread and none waits for the store.
 */
public interface Leadership {

  /** The election that was won. */
  String election();

  /** The number of this leadership; hand it to every resource that can check it. */
  FencingToken token();

  /**
   * Whether this node leads, evaluated at the call: true only while nothing has ended the
   * leadership and the lease, measured from the sending of the last confirmed renewal, has time
   * left on both the monotonic and the wall clock.
   *
   * <p>Guarantees that no other process gets {@code true} for the same election at the same moment,
   * if the rates of the machines' clocks differ by no more than the configured bound. Does not
   * guarantee that the answer still holds when the caller acts on it: a process can stop between
   * two instructions. For that, hand on the {@link #token()}. Once false, it stays false.
   * Allocation free.
   */
  boolean isHeld();

  /**
   * How long {@link #isHeld()} stays true if no further renewal succeeds; zero when it is false.
   * Use it to refuse work that takes longer.
   */
  Duration remaining();

  /**
   * Runs an action if the leadership is held at its beginning, and says so if it is not at the end.
   *
   * @return what the action returned, if the leadership is still held
   * @throws NotLeadingException if it was not held at the beginning (the action did not run), or is
   *     no longer at the end (the action ran, and another leader may have begun meanwhile)
   * @throws Exception what the action threw
   */
  <T> T whileHeld(Callable<T> action) throws Exception;

  /**
   * Completes as soon as the leadership is to end, and no later than {@link #ended}: when the
   * contender is asked to finish ({@linkplain EndReason#isOrderly orderly}; it is still held then),
   * or when it was overtaken. Does not wait for the contender: code that takes long to start can
   * give up. Completed on a thread for user code.
   */
  default CompletionStage<EndReason> ending() {
    return ended();
  }

  /**
   * Completes when the leadership has ended, whether or not the contender returns from its
   * callbacks. Completed on a thread for user code; dependents may block it.
   */
  CompletionStage<EndReason> ended();
}
