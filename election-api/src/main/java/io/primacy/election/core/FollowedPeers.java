package io.primacy.election.core;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The nodes whose sessions matter to one election at present. Confined to the loop. */
final class FollowedPeers {

  private final World world;
  private final Participation follower;
  private final Set<String> nodes = new HashSet<>();

  FollowedPeers(World world, Participation follower) {
    this.world = world;
    this.follower = follower;
  }

  /** Tells the follower then, unless the node's slot says something new before. */
  void wakeAt(Map<String, Long> untils) {
    untils.forEach((node, until) -> world.peer(node).ifPresent(peer -> peer.wakeAt(until)));
  }

  /** Follows these, and no others any more. */
  void become(Set<String> wanted) {
    for (String node : wanted) {
      if (nodes.add(node)) {
        world.follow(node, follower);
      }
    }
    nodes.removeIf(
        node -> {
          boolean leave = !wanted.contains(node);
          if (leave) {
            world.leave(node, follower);
          }
          return leave;
        });
  }
}
