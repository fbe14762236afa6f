package io.primacy.bench.measure;

import io.primacy.bench.peer.Peer;
import io.primacy.bench.process.Interval;
import io.primacy.bench.process.PeerParticipant;
import io.primacy.election.tck.wire.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Two processes of one peer, of which the leader gets into trouble and comes back.
 *
 * @param election none that was used before
 * @param before how long they stand in peace
 * @param folder for logs
 */
record Encounter(
    Peer peer,
    Trouble trouble,
    String election,
    Duration session,
    Duration before,
    int port,
    Path folder) {

  /** After so many sessions nobody will. */
  static final int SESSIONS_TO_FOLLOW = 8;

  /** For how long both believed that they led, in nanoseconds; empty if nobody followed. */
  OptionalLong shared() throws Exception {
    try (TcpProxy wayOfA = new TcpProxy(port);
        TcpProxy wayOfB = new TcpProxy(port);
        Pair<PeerParticipant> pair =
            new Pair<>(node -> start(node, node.equals(Pair.FIRST) ? wayOfA : wayOfB))) {
      pair.start();
      Moments.pass(before);
      PeerParticipant leader = pair.leader();
      PeerParticipant follower = pair.follower();
      TcpProxy way = leader.node().equals(name(Pair.FIRST)) ? wayOfA : wayOfB;
      long begun = System.nanoTime();
      trouble.begin(leader, way);
      Moments.pass(session.multipliedBy(2));
      boolean follows = follower.begun(begun, session.multipliedBy(SESSIONS_TO_FOLLOW)).isPresent();
      trouble.end(leader, way);
      Moments.pass(session);
      return shared(leader, List.of(follower), follows);
    }
  }

  /**
   * Ends all, and returns for how long the leader and another believed at once that they led, in
   * nanoseconds; empty if nobody followed, or one side never believed it.
   */
  static OptionalLong shared(PeerParticipant leader, List<PeerParticipant> others, boolean follows)
      throws Exception {
    leader.finish();
    List<Interval> believed = new ArrayList<>();
    for (PeerParticipant other : others) {
      other.finish();
      believed.addAll(other.believed());
    }
    long shared = Interval.shared(leader.believed(), believed);
    // Who was never two can not be shown to be one at a time.
    boolean shows = follows && !leader.believed().isEmpty() && !believed.isEmpty();
    return shows || shared > 0 ? OptionalLong.of(shared) : OptionalLong.empty();
  }

  private PeerParticipant start(String node, TcpProxy way) throws Exception {
    return new PeerParticipant(
        peer, way.connect(), name(node), session, election, trouble.conduct(), folder);
  }

  /* There may be others on the same service, and a name is one node's. */
  private String name(String node) {
    return election + "-" + node;
  }
}
