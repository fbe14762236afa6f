package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;

/**
 * A part of what a node does while it leads: a listener, a scheduler, a connection to what only the
 * leader may touch.
 *
 * <p>The components of an election are started one after the other, in their order, when this node
 * is elected, and stopped in the reverse order when the leadership ends. Every call comes on a
 * thread of its own, and calls of the components of one election never overlap, but for one that
 * was given up because it did not return in time; nothing is started until that has returned.
 *
 * <p>{@link #stop} is called once for every {@link #start} that returned, and for no other. A start
 * that throws has undone what it did.
 */
public interface Component {

  /** What operators call it; one word, different from the others of its election. */
  String name();

  /**
   * Starts, then returns; within the start limit. The thread is interrupted when the limit is over
   * or the leadership is to end: give up then, by throwing. One that can not be interrupted asks
   * {@link Activation#isCancelled}.
   *
   * @param activation the leadership that this is for; hand its token to every resource that checks
   *     it
   * @throws Exception ends the leadership: the others are stopped, another node may lead, and this
   *     one stands again after a back-off
   */
  void start(Activation activation) throws Exception;

  /**
   * Stops, then returns; within the stop limit, shortly before whose end the thread is interrupted.
   * While the reason {@linkplain EndReason#isOrderly() is orderly} the leadership is still held, up
   * to the drain limit, and work can be finished. Otherwise another node may lead already: let go
   * of everything, and finish nothing.
   *
   * @throws Exception is logged; it counts as stopped
   */
  void stop(Activation activation, EndReason reason) throws Exception;
}
