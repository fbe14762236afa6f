package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.process.CrowdParticipant;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.Scratch;
import io.primacy.bench.service.ZooKeeperEnsemble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What many nodes do to one ensemble, and how long failover takes among them. */
final class ManyNodes implements Measurement {

  private static final Extent WHOLE =
      new Extent(List.of(2, 20, 100, 200, 400), Duration.ofSeconds(4), 20);
  private static final Extent QUICK = new Extent(List.of(40), Duration.ofSeconds(2), 2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** How much is measured: with so many nodes, and how long they are watched when idle. */
  private record Extent(List<Integer> counts, Duration session, int watchedSeconds) {}

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public String title() {
    return "Many nodes on one ensemble";
  }

  @Override
  public String about() {
    return "Nodes with a connection each, in pairs, each pair in an election of its own, on three"
        + " ZooKeeper servers. All leaders are in one process, all others in a second. Idle: the"
        + " transactions and packets of the ensemble in a second while nothing happens, and the"
        + " processor time of its three servers; the machine has as many cores as it says. Failover:"
        + " the leaders' process is killed; from the signal to the first duty of each follower. A"
        + " session is "
        + WHOLE.session.toSeconds()
        + " s ("
        + QUICK.session.toSeconds()
        + " s in a quick run).";
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    Samples samples = new Samples();
    Extent extent = quick ? QUICK : WHOLE;
    List<Peer> peers = Peers.firstTwo(Backend.ZOOKEEPER);
    Path folder = Scratch.folder();
    int done = 0;
    for (int count : extent.counts) {
      for (Peer peer : Turns.inRound(done, peers)) {
        progress.at(done++, extent.counts.size() * peers.size(), count + " of " + peer.name());
        measure(peer, count, extent, folder, samples);
      }
    }
    return samples.figures();
  }

  private static void measure(Peer peer, int count, Extent extent, Path folder, Samples samples)
      throws Exception {
    int pairs = count / 2;
    try (ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble();
        CrowdParticipant leaders = start(peer, ensemble, "a", pairs, extent.session, folder)) {
      leaders.awaitBegins(pairs, LIMIT);
      try (CrowdParticipant others = start(peer, ensemble, "b", pairs, extent.session, folder)) {
        others.awaitStanding();
        Moments.pass(extent.session); // What follows a candidacy is over.
        long transactions = ensemble.transactions();
        long received = ensemble.received();
        Duration worked = ensemble.processorTime();
        double watched = extent.watchedSeconds;
        Moments.pass(Duration.ofSeconds(extent.watchedSeconds));
        String nodes = ", " + count + " nodes";
        samples.add(
            peer.name(),
            "writes when idle" + nodes,
            "per second",
            (ensemble.transactions() - transactions) / watched);
        samples.add(
            peer.name(),
            "packets when idle" + nodes,
            "per second",
            (ensemble.received() - received) / watched);
        samples.add(
            peer.name(),
            "processor time when idle" + nodes,
            "ms per second",
            ensemble.processorTime().minus(worked).toNanos() / 1e6 / watched);
        long killed = leaders.kill();
        for (long begun : others.awaitBegins(pairs, LIMIT)) {
          samples.add(peer.name(), "failover" + nodes, "ms", (begun - killed) / 1e6);
        }
      }
    }
  }

  private static CrowdParticipant start(
      Peer peer, ZooKeeperEnsemble ensemble, String node, int count, Duration session, Path folder)
      throws IOException {
    return new CrowdParticipant(
        peer, ensemble.connect(), node, session, count, CrowdParticipant.Connections.EACH, folder);
  }
}
