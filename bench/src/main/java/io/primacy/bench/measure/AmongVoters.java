package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.process.Conduct;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.Scratch;
import java.io.IOException;
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
  private final String library;
  private final Duration session;
  private final Duration quickSession;
  private final String differences;

  private AmongVoters(
      Backend backend, String library, int seconds, int quickSeconds, String differences) {
    this.backend = backend;
    this.library = library;
    this.session = Duration.ofSeconds(seconds);
    this.quickSession = Duration.ofSeconds(quickSeconds);
    this.differences = differences;
  }

  /** Atomix. */
  static AmongVoters onAtomix() {
    return new AmongVoters(
        Backend.ATOMIX,
        "Atomix",
        10,
        2,
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
        "JGroups-raft",
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
    return "Among voters of " + library;
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
        + " duty. Frozen: the leader is stopped with SIGSTOP for two sessions and until another leads,"
        + " and goes on for one; the time during which two were told by their library that they led,"
        + " measured as in 'Two leaders at once'; a quick run freezes nobody. "
        + differences;
  }

  @Override
  public String baseline() {
    return Peers.on(backend).get(1).name();
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.never("Primacy", frozen()));
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? 1 : 10;
    int closes = quick ? 1 : 2; // In a round, before the kill.
    int freezes = quick ? 0 : 5;
    int steps = rounds + freezes;
    Duration lasting = quick ? quickSession : session;
    Moments moments = new Moments();
    Samples samples = new Samples();
    List<Trio> trios = new ArrayList<>();
    try (SideBySide sideBySide = new SideBySide()) {
      for (Peer peer : Peers.on(backend)) {
        trios.add(trio(peer, lasting, Conduct.PLAIN));
      }
      progress.at(0, steps, "starting");
      for (int round = 0; round < rounds; round++) {
        sideBySide.all(trios.stream().map(AmongVoters::prepares).toList());
        progress.at(round, steps, CLOSE);
        for (int turn = round == 0 ? -1 : 0; turn < closes; turn++) {
          Samples kept = turn < 0 ? new Samples() : samples; // The first warms up.
          closes(closes * round + Math.max(0, turn), trios, lasting, kept);
        }
        progress.at(round, steps, KILLED);
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
    try (SideBySide sideBySide = new SideBySide()) {
      for (int round = 0; round < freezes; round++) {
        progress.at(rounds + round, steps, frozen());
        sideBySide
            .all(
                Peers.on(backend).stream()
                    .map(peer -> freezes(peer, moments.within(lasting), lasting))
                    .toList())
            .forEach(shared -> add(samples, shared, frozen()));
      }
    }
    return samples.figures();
  }

  private static void closes(int turn, List<Trio> trios, Duration session, Samples samples)
      throws Exception {
    for (Trio trio : Turns.inRound(turn, trios)) {
      add(samples, new Timed(trio.peer(), trio.leave(limit(session))), CLOSE);
    }
    Moments.pass(session.dividedBy(2)); // As in the handover on ZooKeeper.
  }

  private static Callable<Boolean> prepares(Trio trio) {
    return () -> {
      trio.prepare();
      return true;
    };
  }

  private static Callable<Timed> kills(Trio trio, Duration before, Duration limit) {
    return () -> {
      Moments.pass(before);
      return new Timed(trio.peer(), trio.kill(limit));
    };
  }

  /* The library's name, for where goals of both stand in one table. */
  private String frozen() {
    return "frozen among voters of " + library + ", two leaders at once";
  }

  private static Callable<Timed> freezes(Peer peer, Duration before, Duration session) {
    return () -> {
      try (Trio trio = trio(peer, session, Conduct.ASKS)) {
        trio.prepare();
        Moments.pass(before);
        return new Timed(peer, trio.freeze(limit(session)));
      }
    };
  }

  private static Trio trio(Peer peer, Duration session, Conduct conduct) throws IOException {
    return new Trio(peer, session, conduct, Scratch.folder());
  }

  private static Duration limit(Duration session) {
    return session.multipliedBy(Encounter.SESSIONS_TO_FOLLOW);
  }

  private static void add(Samples samples, Timed timed, String what) {
    String peer = timed.peer.name();
    timed.nanos.ifPresentOrElse(
        nanos -> samples.add(peer, what, "ms", nanos / 1e6),
        () -> samples.add(peer, what + ", nobody followed", "runs", 1));
  }

  private record Timed(Peer peer, OptionalLong nanos) {}
}
