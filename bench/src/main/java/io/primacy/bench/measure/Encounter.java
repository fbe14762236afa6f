package io.primacy.bench.measure;

import io.primacy.bench.peer.Peer;
import io.primacy.bench.process.Interval;
import io.primacy.bench.process.PeerParticipant;
import io.primacy.election.tck.wire.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;

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

  /** For how long both believed that they led, in nanoseconds. */
  long shared() throws Exception {
    try (TcpProxy wayOfA = new TcpProxy(port);
        TcpProxy wayOfB = new TcpProxy(port);
        Pair<PeerParticipant> pair =
            new Pair<>(node -> start(node, node.equals(Pair.FIRST) ? wayOfA : wayOfB))) {
      pair.start();
      Moments.pass(before);
      PeerParticipant leader = pair.leader();
      PeerParticipant follower = pair.follower();
      TcpProxy way = leader.node().equals(Pair.FIRST) ? wayOfA : wayOfB;
      long begun = System.nanoTime();
      trouble.begin(leader, way);
      Moments.pass(session.multipliedBy(2));
      follower.awaitBegin(begun);
      trouble.end(leader, way);
      Moments.pass(session);
      leader.finish();
      follower.finish();
      if (leader.believed().isEmpty() || follower.believed().isEmpty()) {
        throw new IllegalStateException(
            "Not both of " + peer.name() + " believed, " + trouble.words() + "; see " + folder);
      }
      return Interval.shared(leader.believed(), follower.believed());
    }
  }

  private PeerParticipant start(String node, TcpProxy way) throws Exception {
    return new PeerParticipant(
        peer, way.connect(), node, session, election, trouble.conduct(), folder);
  }
}
