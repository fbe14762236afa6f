package io.primacy.election;

/** What came of {@link Operations#reap}. */
public enum ReapOutcome {

  /** The session of that process was open, and is closed now. */
  CLOSED,

  /**
   * No session of that process is open: it had none, had closed it, or somebody else did. One that
   * was being opened when the process died may still turn up; nothing is led by it, and it ends as
   * that of any node that is silent.
   */
  NOT_OPEN,

  /** Another process has the session of that node; nothing was done. */
  ANOTHER_RUN
}
