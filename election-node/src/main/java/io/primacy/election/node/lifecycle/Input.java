package io.primacy.election.node.lifecycle;

/** Something that happened to an election's work on this node. */
sealed interface Input {

  /** Why, for people. */
  String reason();

  /** What happened concerns one leadership; of another one it is not heard. */
  sealed interface OfLeadership extends Input {
    long token();
  }

  /** This node leads. */
  record Elected(long token, String reason) implements OfLeadership {}

  /** All its work has started. */
  record Started(long token, String reason) implements OfLeadership {}

  /** Its work can not be started. */
  record StartFailed(long token, String reason) implements OfLeadership {}

  /** It was asked to finish. The leadership is still held. */
  record Asked(long token, String reason) implements OfLeadership {}

  /** The leadership is over, whether or not the work has stopped. */
  record Over(long token, String reason) implements OfLeadership {}

  /** Its work has been told to stop, and has, apart from what is stuck. */
  record Stopped(long token, String reason) implements OfLeadership {}

  /** A part of the work neither starts nor stops within its limit. */
  record Stuck(String reason) implements Input {}

  /** One that was stuck has come to its end after all. */
  record Freed(String reason) implements Input {}

  /**
   * The store shows how this node stands.
   *
   * @param token of the last leadership that the store showed
   */
  record Seen(long token, Outlook outlook, String reason) implements Input {}

  /** What a view of the election says of this node. */
  enum Outlook {
    LEADS,
    MAY_LEAD,
    MAY_NOT_LEAD
  }
}
