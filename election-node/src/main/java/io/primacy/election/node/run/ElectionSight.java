package io.primacy.election.node.run;

import static java.util.Objects.requireNonNull;

import io.primacy.election.ElectionView;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How this node stands in one election, at one moment.
 *
 * @param election its name
 * @param state how far the work is
 * @param held the token of the leadership that is held; empty if none is. Asked after the state
 * @param view the election as last seen; empty before the first answer of the store
 */
public record ElectionSight(
    String election, ElectionState state, OptionalLong held, Optional<ElectionView> view) {

  public ElectionSight {
    requireNonNull(election, "election");
    requireNonNull(state, "state");
    requireNonNull(held, "held");
    requireNonNull(view, "view");
  }

  /** Whether this node leads and its work has started: both, and for the same token. */
  public boolean isActive() {
    return state.state() == State.ACTIVE && held.isPresent() && held.equals(state.token());
  }
}
