package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;

/** What is done while an election is led. Called one call at a time. */
interface Work {

  /** What it has to say. Called from any thread. */
  interface Reports {

    /** What it does at the moment. */
    void doing(String what);

    /** A part of it does not come to its end in time. */
    void stuck(String what);

    /** A part that was stuck has come to its end. */
    void freed(String what);
  }

  /**
   * Starts all of it, or as much as there is time for before the activation is cancelled.
   *
   * @return what was started, for people
   * @throws Exception if it can not be started; what was, is stopped by {@link #stop} all the same
   */
  String start(Activation activation, Reports reports) throws Exception;

  /** Stops what was started. */
  void stop(Activation activation, EndReason reason, Reports reports) throws Exception;
}
