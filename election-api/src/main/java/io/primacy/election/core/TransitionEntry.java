package io.primacy.election.core;

import io.primacy.election.core.ElectionRecord.Holder;
import java.util.Map;
import java.util.Optional;

/**
 * A change of leader, as stored.
 *
 * @param token of the leadership that began, or of the one that ended when nobody followed
 * @param node who began to lead; empty when nobody followed
 * @param from who led before; empty if nobody did
 * @param others values of a later version, kept as they are
 */
record TransitionEntry(
    long token,
    Optional<String> node,
    Optional<String> from,
    Cause cause,
    Map<String, String> others) {

  TransitionEntry {
    others = Map.copyOf(others);
  }

  static TransitionEntry of(
      long token, Optional<String> node, Optional<Holder> before, Cause cause) {
    return new TransitionEntry(token, node, before.map(Holder::node), cause, Map.of());
  }
}
