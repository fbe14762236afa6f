package io.primacy.election;

/** What came of a handover that was asked for. */
public enum HandoverOutcome {

  /** The target leads, and has said so. */
  HANDED_OVER("the target leads, and has confirmed it"),

  /**
   * As {@link #HANDED_OVER}, but the code that led before had not returned within the drain limit.
   */
  DRAIN_TOO_LONG("the target leads; what led before had not finished within the drain limit"),

  /** Nobody is known by that name in this election. Nothing was changed. */
  TARGET_UNKNOWN("the target does not stand"),

  /** It stands, and may not lead: not eligible, or drained. Nothing was changed. */
  TARGET_NOT_ELIGIBLE("the target may not lead: it is not eligible, or drained"),

  /** It was not seen to renew its session within a lease. Nothing was changed. */
  TARGET_NOT_ALIVE("the target was not seen alive within a lease"),

  /** It leads already. Nothing was changed. */
  ALREADY_LEADER("the target leads already"),

  /** Changes of leader are paused. Nothing was changed. */
  PAUSED("changes of leader are paused"),

  /** Another one has been asked for, and is not over. Nothing was changed by this one. */
  ANOTHER_HANDOVER("another change of leader was asked for, and is not over"),

  /** Whoever was asked does not lead. Nothing was changed. */
  NOT_LEADER("there was no leader to ask, or it was not the one that was asked"),

  /** Nobody else is alive and may lead. Nothing was changed. */
  NOBODY_ELSE("no other candidate that may lead was seen alive"),

  /** Leadership was passed to the target, which did not take it up; the next candidate follows. */
  TARGET_DID_NOT_CONFIRM("the target was named and did not begin; the next candidate follows"),

  /** Leadership went another way meanwhile: the leader was lost, or closed, or another follows. */
  OVERTAKEN("leadership went another way meanwhile"),

  /** The leader did not answer in time. What was asked was taken back, so nothing comes of it. */
  NO_ANSWER("the leader did not answer in time; the request was taken back");

  private final String sentence;

  HandoverOutcome(String sentence) {
    this.sentence = sentence;
  }

  /** Whether the target leads. */
  public boolean isDone() {
    return this == HANDED_OVER || this == DRAIN_TOO_LONG;
  }

  /** In words, to follow after what was asked. */
  public String sentence() {
    return sentence;
  }
}
