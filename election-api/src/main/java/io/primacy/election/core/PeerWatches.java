package io.primacy.election.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The nodes whose slots are followed, by whichever elections. Confined to the loop. */
final class PeerWatches {

  private final Footing footing;
  private final Map<String, PeerWatch> watches = new HashMap<>();

  PeerWatches(Footing footing) {
    this.footing = footing;
  }

  void follow(String node, Participation follower) {
    watches.computeIfAbsent(node, n -> new PeerWatch(n, footing)).follow(follower);
  }

  void leave(String node, Participation follower) {
    PeerWatch watch = watches.get(node);
    if (watch != null && watch.leave(follower)) {
      watch.close();
      watches.remove(node);
    }
  }

  /** The watch on a node's slot, if anybody follows it. */
  Optional<PeerWatch> of(String node) {
    return Optional.ofNullable(watches.get(node));
  }

  /** What was seen of a node. */
  Peer peer(String node) {
    return of(node).map(PeerWatch::peer).orElse(Peer.UNSEEN);
  }
}
