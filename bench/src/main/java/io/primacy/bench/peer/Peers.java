package io.primacy.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those that are measured. */
public final class Peers {

  private static final Map<Backend, List<Peer>> ALL =
      Map.of(
          Backend.ZOOKEEPER,
          List.of(
              new PrimacyPeer(Backend.ZOOKEEPER),
              new LatchPeer(),
              new SelectorPeer(),
              new SpringPeer()),
          Backend.ATOMIX,
          List.of(new PrimacyPeer(Backend.ATOMIX), new ElectorPeer()),
          Backend.RAFT,
          List.of(new PrimacyPeer(Backend.RAFT), new RolePeer()));

  private static final Peer LOCK = new MutexPeer();

  private Peers() {}

  /** Primacy first, then the one to which others are compared. */
  public static List<Peer> on(Backend backend) {
    return ALL.getOrDefault(backend, List.of());
  }

  /** Those of a run: all, in a quick one the first two. */
  public static List<Peer> ofRun(Backend backend, boolean quick) {
    return quick ? firstTwo(backend) : on(backend);
  }

  /** Primacy and the one to which others are compared. */
  public static List<Peer> firstTwo(Backend backend) {
    return on(backend).subList(0, 2);
  }

  /** Those on ZooKeeper with the lock that people use as an election; for what goes as planned. */
  public static List<Peer> withLock() {
    return Stream.concat(on(Backend.ZOOKEEPER).stream(), Stream.of(LOCK)).toList();
  }

  /** One by its name. */
  public static Peer named(Backend backend, String name) {
    return on(backend).stream()
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No peer on "
                        + backend.provider()
                        + " is named "
                        + name
                        + "; there are "
                        + on(backend).stream().map(Peer::name).collect(Collectors.joining(", "))));
  }
}
