package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** How long nobody leads where the participants keep the records themselves. */
final class AmongVoters implements Measurement {

  private static final String CLOSE = "close";
  private static final String KILLED = "kill -9";

  private final Backend backend;
  private final String title;
  private final Duration session;
  private final Duration quickSession;
  private final String differences;

  private AmongVoters(
      Backend backend, String title, int seconds, int quickSeconds, String differences) {
    this.backend = backend;
    this.title = title;
    this.session = Duration.ofSeconds(seconds);
    this.quickSession = Duration.ofSeconds(quickSeconds);
    this.differences = differences;
  }

  /** Atomix. */
  static AmongVoters onAtomix() {
    return new AmongVoters(
        Backend.ATOMIX,
        "Among voters of Atomix",
        10,
        4,
        "LeaderElector: one Raft group for management, one with one partition for data, both as"
            + " they come, which wait 2.5 to 5 s for a leader that is silent, whatever is asked for;"
            + " the session is its longest timeout, and the failure timeout of its members'"
            + " gossip, with a probe four times in it. Primacy's voters wait a quarter of a session,"
            + " and wait for the disk before they acknowledge.");
  }

  /** JGroups-raft. */
  static AmongVoters onRaft() {
    return new AmongVoters(
        Backend.RAFT,
        "Among voters of JGroups-raft",
        3,
        2,
        "Role listener: the leader of the voters is the leader, so there is no lease. It gives up"
            + " by leaving the voters, and another leads as soon as the others have seen that its"
            + " connection ended; it may itself not have seen it by then. Both wait a quarter of a"
            + " session for a voter that is silent. Primacy's next leader waits until the lease of"
            + " the one that was killed is over.");
  }

  @Override
  public String name() {
    return backend.provider();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String about() {
    return "Three processes for each peer, which stand and vote, all with a session of "
        + session.toSeconds()
        + " s ("
        + quickSession.toSeconds()
        + " s in a quick run). Close: the leader leaves the election; from its last allowed action"
        + " to the first of the next, the peers in turns. kill -9: the leader's process is killed"
        + " at a random moment (seed "
        + Moments.SEED
        + "), of all peers at the same time; from the signal to the call of the next one's first"
        + " duty. "
        + differences;
  }

  @Override
  public String baseline() {
    return Peers.on(backend).get(1).name();
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? 1 : 10;
    int closes = quick ? 1 : 2; // In a round, before the kill.
    Duration lasting = quick ? quickSession : session;
    Moments moments = new Moments();
    Samples samples = new Samples();
    List<Trio> trios = new ArrayList<>();
    try (SideBySide sideBySide = new SideBySide()) {
      for (Peer peer : Peers.on(backend)) {
        trios.add(new Trio(peer, lasting, Files.createTempDirectory("primacy-bench")));
      }
      progress.at(0, rounds, "starting");
      for (int round = 0; round < rounds; round++) {
        sideBySide.all(trios.stream().map(AmongVoters::prepares).toList());
        progress.at(round, rounds, CLOSE);
        for (int turn = round == 0 ? -1 : 0; turn < closes; turn++) {
          Samples kept = turn < 0 ? new Samples() : samples; // The first warms up.
          closes(closes * round + Math.max(0, turn), trios, lasting, kept);
        }
        progress.at(round, rounds, KILLED);
        sideBySide
            .all(
                trios.stream()
                    .map(trio -> kills(trio, moments.within(lasting), limit(lasting)))
                    .toList())
            .forEach(gap -> add(samples, gap, KILLED));
      }
    } finally {
      trios.forEach(Trio::close);
    }
    return samples.figures();
  }

  private static void closes(int turn, List<Trio> trios, Duration session, Samples samples)
      throws Exception {
    for (Trio trio : Turns.inRound(turn, trios)) {
      add(samples, new Gap(trio.peer(), trio.leave(limit(session))), CLOSE);
    }
    Moments.pass(session.dividedBy(2)); // As in the handover on ZooKeeper.
  }

  private static Callable<Boolean> prepares(Trio trio) {
    return () -> {
      trio.prepare();
      return true;
    };
  }

  private static Callable<Gap> kills(Trio trio, Duration before, Duration limit) {
    return () -> {
      Moments.pass(before);
      return new Gap(trio.peer(), trio.kill(limit));
    };
  }

  private static Duration limit(Duration session) {
    return session.multipliedBy(Encounter.SESSIONS_TO_FOLLOW);
  }

  private static void add(Samples samples, Gap gap, String what) {
    String peer = gap.peer.name();
    gap.nanos.ifPresentOrElse(
        nanos -> samples.add(peer, what, "ms", nanos / 1e6),
        () -> samples.add(peer, what + ", nobody followed", "runs", 1));
  }

  private record Gap(Peer peer, OptionalLong nanos) {}
}
