package io.primacy.election.node.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far this node is with the work of one election.
 *
 * @param state see there
 * @param token of the leadership that the state belongs to; empty while there is none
 * @param since when it came to that, on the wall clock; for people only
 * @param detail why, for people; may be empty
 */
public record ElectionState(State state, OptionalLong token, Instant since, String detail) {

  public ElectionState {
    requireNonNull(state, "state");
    requireNonNull(token, "token");
    requireNonNull(since, "since");
    requireNonNull(detail, "detail");
  }
}
