package io.primacy.election.history;

import static java.util.Objects.requireNonNull;

/**
 * Something that happened, on the one clock that all recording processes share.
 *
 * @param begin when it began, in nanoseconds
 * @param end when it was known to have happened; not before it began
 * @param member whose: one run of a node, for example {@code a#2}; empty for faults
 * @param election in which election; empty for faults and for what concerns all
 * @param kind what
 * @param token of which leadership; 0 where there is none
 * @param number what the kind says; {@link #NONE} where it says nothing or it was not recorded
 * @param detail what the kind says, or a word for people
 */
public record Event(
    long begin,
    long end,
    String member,
    String election,
    Kind kind,
    long token,
    long number,
    String detail) {

  /** No number. */
  public static final long NONE = -1;

  public Event {
    requireNonNull(member, "member");
    requireNonNull(election, "election");
    requireNonNull(kind, "kind");
    requireNonNull(detail, "detail");
    if (end < begin) {
      throw new IllegalArgumentException("Ends at " + end + ", before it begins at " + begin);
    }
  }

  /** What can happen. */
  public enum Kind {
    /** The member stood, or stood again. {@code number} is its priority. */
    STOOD,
    /** The member had said that it may lead; recorded when that was confirmed. */
    ELIGIBLE,
    /** The member had said that it may not lead; recorded when that was confirmed. */
    NOT_ELIGIBLE,
    /**
     * The contender was told that it leads. {@code number} is what remained of the lease, asked
     * after {@code begin}: 0 for a leadership that was over before it could be told.
     */
    GRANTED,
    /** It returned from that. */
    GRANTED_RETURNED,
    /** The contender was told that it no longer leads. */
    REVOKED,
    /** It returned from that. */
    REVOKED_RETURNED,
    /**
     * The leadership said that it is held. {@code number} is what remained of the lease, in
     * nanoseconds, asked before.
     */
    HELD,
    /** The leadership said that it is not held. */
    NOT_HELD,
    /** The withdrawal was complete. */
    WITHDRAWN,
    /** The member was closed. */
    CLOSED,
    /** The member's process was killed; recorded by whoever killed it, when it was gone. */
    DIED,
    /**
     * A handover was asked for and reported as done. {@code token} is that of the leader that hands
     * over, {@code detail} the node named.
     */
    HANDED_OVER,
    /** The member saw a leader: {@code detail} is its node, empty for none, {@code token} its. */
    SAW,
    /** A resource took a write. {@code number} is its place in the order of the resource. */
    ACCEPTED,
    /** A resource refused a write, because it had taken one with a larger token. */
    REFUSED,
    /**
     * A call of the interface named in {@code detail} returned. {@code number} is the time it may
     * take, in nanoseconds.
     */
    CALLED,
    /** Somebody began to break something; {@code detail} says what. */
    FAULT_BEGAN,
    /** It was repaired; {@code detail} is the same. */
    FAULT_ENDED
  }

  /** Something without a number that took no time. */
  public static Event at(
      long now, String member, String election, Kind kind, long token, String detail) {
    return new Event(now, now, member, election, kind, token, NONE, detail);
  }

  /** The node whose run the member is. */
  public String node() {
    int run = member.indexOf('#');
    return run < 0 ? member : member.substring(0, run);
  }

  /** The same with a number. */
  public Event withNumber(long newNumber) {
    return new Event(begin, end, member, election, kind, token, newNumber, detail);
  }
}
