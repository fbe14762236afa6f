package io.primacy.election.tck;

/** What became of a rule. */
enum Verdict {
  PASSED,
  FAILED,

  /** The harness can not inject the fault, or the provider does not promise the capability. */
  NOT_CLAIMED,

  /** The rule was not reached, which never counts for a backend. */
  NOT_RUN
}
