package io.primacy.bench.peer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those that are measured. */
public final class Peers {

  private static final List<Peer> ON_ZOOKEEPER =
      List.of(new PrimacyPeer("zookeeper"), new LatchPeer(), new SelectorPeer(), new SpringPeer());

  private static final Peer LOCK = new MutexPeer();

  private Peers() {}

  /** On ZooKeeper: Primacy first, then Curator's LeaderLatch, to which others are compared. */
  public static List<Peer> onZooKeeper() {
    return ON_ZOOKEEPER;
  }

  /** With the lock that people use as an election; for what goes as planned. */
  public static List<Peer> withLock() {
    return Stream.concat(ON_ZOOKEEPER.stream(), Stream.of(LOCK)).toList();
  }

  /** One by its name. */
  public static Peer named(String name) {
    return ON_ZOOKEEPER.stream()
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No peer is named "
                        + name
                        + "; there are "
                        + ON_ZOOKEEPER.stream().map(Peer::name).collect(Collectors.joining(", "))));
  }
}
