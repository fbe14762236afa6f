package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.process.Conduct;
import io.primacy.bench.process.Participant;
import io.primacy.bench.process.PeerParticipant;
import io.primacy.bench.process.SupervisedParticipant;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.Scratch;
import io.primacy.bench.service.ZooKeeperServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How long nobody leads when the leader's process is killed. */
final class CrashFailover implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(3);
  private static final Duration QUICK_SESSION = Duration.ofSeconds(2);
  private static final String ELECTION = "crash";
  private static final String KILLED = "kill -9";
  private static final String SUPERVISED = "Primacy supervised";

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String title() {
    return "Crash failover";
  }

  @Override
  public String about() {
    return "Two processes for each peer on one ZooKeeper server, all with a session of "
        + SESSION.toSeconds()
        + " s ("
        + QUICK_SESSION.toSeconds()
        + " s in a quick run, of Primacy and LeaderLatch), all peers at the same time. The"
        + " leader's process is killed with SIGKILL at a random moment (seed "
        + Moments.SEED
        + ") once both stand; from the signal to the call of the other's first duty. Primacy"
        + " supervised: the node that 'primacy run --supervised' started is killed, its supervisor"
        + " is not; it counts as leading when the line that says so was read.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio("Primacy", KILLED, baseline(), 1.0),
        Goal.ratio(SUPERVISED, KILLED, baseline(), 0.05));
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? 1 : 15;
    Duration session = quick ? QUICK_SESSION : SESSION;
    Moments moments = new Moments();
    Samples samples = new Samples();
    List<Contest> contests = new ArrayList<>();
    try (ZooKeeperServer server = new ZooKeeperServer();
        SideBySide sideBySide = new SideBySide()) {
      try {
        starters(Peers.ofRun(Backend.ZOOKEEPER, quick), server.connect(), session)
            .forEach((name, starter) -> contests.add(new Contest(name, starter)));
        progress.at(0, rounds, "starting");
        for (int round = 0; round < rounds; round++) {
          // No process is started while another's failover is timed.
          sideBySide.all(contests.stream().map(Contest::prepares).toList());
          progress.at(round, rounds, "kill " + (round + 1) + " of " + rounds);
          sideBySide
              .all(
                  contests.stream()
                      .map(contest -> contest.kills(moments.within(session), session))
                      .toList())
              .forEach(gap -> add(samples, gap));
        }
      } finally {
        contests.forEach(Contest::close);
      }
    }
    return samples.figures();
  }

  private static Map<String, Pair.Starter<Participant>> starters(
      List<Peer> peers, String service, Duration session) throws Exception {
    Path folder = Scratch.folder();
    Map<String, Pair.Starter<Participant>> starters = new LinkedHashMap<>();
    for (Peer peer : peers) {
      starters.put(
          peer.name(),
          node ->
              new PeerParticipant(peer, service, node, session, ELECTION, Conduct.PLAIN, folder));
    }
    starters.put(
        SUPERVISED,
        node -> new SupervisedParticipant(service, node, session, List.of(ELECTION), folder));
    return starters;
  }

  private static void add(Samples samples, Gap gap) {
    gap.nanos.ifPresentOrElse(
        nanos -> samples.add(gap.peer, KILLED, "ms", nanos / 1e6),
        () -> samples.add(gap.peer, KILLED + ", nobody followed", "runs", 1));
  }

  private record Gap(String peer, OptionalLong nanos) {}

  /** The processes of one peer. */
  private static final class Contest {
    private final String peer;
    private final Pair<Participant> pair;
    private @Nullable Participant dead;

    Contest(String peer, Pair.Starter<Participant> starter) {
      this.peer = peer;
      this.pair = new Pair<>(starter);
    }

    Callable<Boolean> prepares() {
      return () -> {
        if (dead == null) {
          pair.start();
        } else {
          pair.replace(dead);
        }
        return true;
      };
    }

    Callable<Gap> kills(Duration before, Duration session) {
      return () -> {
        Moments.pass(before);
        Participant leader = pair.leader();
        Participant follower = pair.follower();
        long killed = leader.kill();
        OptionalLong begun =
            follower.begun(killed, session.multipliedBy(Encounter.SESSIONS_TO_FOLLOW));
        dead = begun.isPresent() ? leader : null; // Who does not follow does not stand any more.
        return new Gap(
            peer,
            begun.isPresent() ? OptionalLong.of(begun.getAsLong() - killed) : OptionalLong.empty());
      };
    }

    void close() {
      pair.close();
    }
  }
}
