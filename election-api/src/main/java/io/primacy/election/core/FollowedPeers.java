package io.primacy.election.core;

import java.util.Map;
import java.util.Set;

/** The nodes whose sessions matter to one election at present. Confined to the loop. */
final class FollowedPeers {

  private final World world;
  private final Participation follower;
  private Set<String> nodes = Set.of();

  FollowedPeers(World world, Participation follower) {
    this.world = world;
    this.follower = follower;
  }

  /** Tells the follower then, unless the node's slot says something new before. */
  void wakeAt(Map<String, Long> untils) {
    untils.forEach((node, until) -> world.peers().of(node).ifPresent(peer -> peer.wakeAt(until)));
  }

  /** Follows these, and no others any more. */
  void become(Set<String> wanted) {
    if (nodes.equals(wanted)) {
      return;
    }
    Set<String> before = nodes;
    nodes = Set.copyOf(wanted);
    for (String node : nodes) {
      if (!before.contains(node)) {
        world.peers().follow(node, follower);
      }
    }
    for (String node : before) {
      if (!nodes.contains(node)) {
        world.peers().leave(node, follower);
      }
    }
  }
}
