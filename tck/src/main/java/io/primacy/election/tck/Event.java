package io.primacy.election.tck;

/**
 * Something that happened in a rule, on the one clock of the kit.
 *
 * @param begin when it began, in nanoseconds
 * @param end when it was known to have happened
 * @param member whose: one run of a node, for example {@code a#2}
 * @param election in which election
 * @param kind what
 * @param token of which leadership; 0 where there is none
 * @param detail for people
 */
record Event(
    long begin, long end, String member, String election, Kind kind, long token, String detail) {

  /** What can happen. */
  enum Kind {
    /** The member stood, or stood again. */
    STOOD,
    /** The contender was told that it leads. */
    GRANTED,
    /** It returned from that. */
    GRANTED_RETURNED,
    /** The contender was told that it no longer leads. */
    REVOKED,
    /** It returned from that. */
    REVOKED_RETURNED,
    /** The leadership said that it is held. */
    HELD,
    /** The leadership said that it is not held. */
    NOT_HELD,
    /** The withdrawal was complete. */
    WITHDRAWN,
    /** The member was closed. */
    CLOSED
  }
}
