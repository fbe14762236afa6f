package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How this node's session stands.
 *
 * @param state see there
 * @param incarnation of the session that is or was last open, 0 before the first
 * @param remaining how long it lasts without a further renewal; zero unless open
 * @param renewals how its renewals went; {@link Renewals#NONE} unless open
 * @param detail for people: what it waits for, or why it was refused; may be empty
 */
public record SessionView(
    State state, long incarnation, Duration remaining, Renewals renewals, String detail) {

  public SessionView {
    requireNonNull(state, "state");
    requireNonNull(remaining, "remaining");
    requireNonNull(renewals, "renewals");
    requireNonNull(detail, "detail");
  }

  /** The states of a session. */
  public enum State {
    /** Not asked for yet: nobody campaigned. */
    NONE,
    /** Waiting for the store, or for an earlier run of this node to be proven gone. */
    OPENING,
    /** Renewed. */
    OPEN,
    /** Another process runs as this node; final. */
    REFUSED,
    /** Closed for good. */
    CLOSED
  }
}
