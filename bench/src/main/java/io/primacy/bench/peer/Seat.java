package io.primacy.bench.peer;

/** One participant's part in one election. */
public interface Seat {

  /** Returns when the service knows of it. */
  void awaitRecorded() throws Exception;

  /** What the library answers when it is asked whether this participant leads. */
  boolean leads();

  /**
   * Leaves the election in the politest way the library has; the duties end first. The member stays
   * connected.
   */
  void leave() throws Exception;
}
