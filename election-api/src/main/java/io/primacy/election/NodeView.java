package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The session of a node as the store showed it at some moment; one session carries all elections a
 * node stands in.
 *
 * @param node which one
 * @param exists whether it ever had a session, as far as the store knows
 * @param version of the slot; it changes with every renewal, so one that stays the same for longer
 *     than the lease belongs to a node that is dead, frozen or cut off
 * @param incarnation which run of the node
 * @param open whether the session is open; a closed one can not lead
 * @param lease how long it lasts without a renewal
 * @param renewedAt when it was last renewed, on the node's own wall clock in milliseconds; for
 *     people, and to compare clocks
 */
public record NodeView(
    String node,
    boolean exists,
    long version,
    long incarnation,
    boolean open,
    Duration lease,
    OptionalLong renewedAt) {

  public NodeView {
    requireNonNull(node, "node");
    requireNonNull(lease, "lease");
    requireNonNull(renewedAt, "renewedAt");
  }
}
