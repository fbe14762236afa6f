package io.primacy.bench.measure;

import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import io.primacy.bench.peer.Targeted;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.ZooKeeperServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long nobody leads when the leader goes politely. */
final class HandoverGap implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(2);
  private static final int ROUNDS = 100;
  private static final int QUICK_ROUNDS = 5;
  private static final WarmUp WARM_UP = new WarmUp(300, Duration.ofSeconds(60));
  private static final WarmUp QUICK_WARM_UP = new WarmUp(300, Duration.ofSeconds(16));

  /* A standby has usually been one for long: Primacy's leader has seen it renew, as it does four
  times in a session's time. Everybody is given that, all at the same time. */
  private static final Duration STANDING = SESSION.dividedBy(2);

  /* What one has left to do is done before the next is measured. */
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final String CLOSE = "close";
  private static final String TARGETED = "targeted handover";
  private static final String BARE = BareClient.NAME;

  /** So many rounds, or as many as a time allows. */
  private record WarmUp(int rounds, Duration limit) {}

  /** What is measured once in each round. */
  private interface Turn {
    void take(Samples samples) throws Exception;
  }

  @Override
  public String name() {
    return "handover";
  }

  @Override
  public String title() {
    return "Handover gap";
  }

  @Override
  public String about() {
    return "Two participants in one process, each with its own connection to one ZooKeeper server."
        + " From the old leader's last allowed action to the new leader's first. Close: the leader"
        + " leaves the election, and with a lock releases it. Targeted handover: the leader names"
        + " the next. Bare: one conditional write, the watch it fires in the other client, and that"
        + " client's read. All are warm: before, each took turns "
        + WARM_UP.rounds
        + " times or for "
        + WARM_UP.limit.toSeconds()
        + " s (a quick run: "
        + QUICK_WARM_UP.limit.toSeconds()
        + " s).";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.ratio("Primacy", CLOSE, "LeaderLatch", 0.5),
        new Goal("Primacy", TARGETED, "LeaderLatch", CLOSE, 0.5),
        new Goal("Primacy", TARGETED, BARE, BARE, 1.5));
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? QUICK_ROUNDS : ROUNDS;
    Samples measured = new Samples();
    List<Contest> contests = new ArrayList<>();
    try (ZooKeeperServer server = new ZooKeeperServer();
        BareTransfer bare = new BareTransfer(server.connect())) {
      try {
        for (Peer peer : Peers.withLock()) {
          contests.add(new Contest(peer, server.connect()));
        }
        List<Turn> turns = new ArrayList<>();
        contests.forEach(contest -> turns.add(contest::close));
        turns.add(samples -> samples.add(BARE, BARE, "ms", bare.once() / 1e6));
        progress.at(0, rounds, "warming up");
        warmUp(contests, bare, quick ? QUICK_WARM_UP : WARM_UP);
        for (int round = 0; round < rounds; round++) {
          progress.at(round, rounds, "round " + (round + 1) + " of " + rounds);
          Moments.pass(STANDING);
          for (Turn turn : Turns.inRound(round, turns)) {
            Moments.pass(QUIET);
            turn.take(measured);
          }
          Moments.pass(STANDING);
          for (Contest contest : Turns.inRound(round, contests)) {
            Moments.pass(QUIET);
            contest.handOver(measured);
          }
        }
      } finally {
        for (Contest contest : contests) {
          contest.leave();
        }
      }
    }
    return measured.figures();
  }

  private static void warmUp(List<Contest> contests, BareTransfer bare, WarmUp warmUp)
      throws Exception {
    long deadline = System.nanoTime() + warmUp.limit.toNanos();
    for (int round = 0; round < warmUp.rounds && System.nanoTime() < deadline; round++) {
      Samples forgotten = new Samples();
      for (Contest contest : Turns.inRound(round, contests)) {
        contest.close(forgotten);
        contest.handOver(forgotten);
      }
      bare.once();
    }
  }

  /** Two participants that take turns. */
  private static final class Contest {
    private final Peer peer;
    private final List<Member> members;
    private final List<Watch> watches = List.of(new Watch(), new Watch());
    private final List<Seat> seats = new ArrayList<>();
    private int leading;

    Contest(Peer peer, String service) throws Exception {
      this.peer = peer;
      members = List.of(peer.join(service, "a", SESSION), peer.join(service, "b", SESSION));
      seats.add(members.get(0).stand("handover", watches.get(0)));
      watches.get(0).awaitBegin();
      seats.add(members.get(1).stand("handover", watches.get(1)));
    }

    void close(Samples samples) throws Exception {
      int from = leading;
      seats.get(from).leave();
      samples.add(peer.name(), CLOSE, "ms", gap(from) / 1e6);
      seats.set(from, members.get(from).stand("handover", watches.get(from)));
    }

    void handOver(Samples samples) throws Exception {
      if (seats.get(leading) instanceof Targeted seat) {
        int from = leading;
        seat.handTo(from == 0 ? "b" : "a");
        samples.add(peer.name(), TARGETED, "ms", gap(from) / 1e6);
      }
    }

    private long gap(int from) throws Exception {
      leading = 1 - from;
      return watches.get(leading).awaitBegin() - watches.get(from).ended();
    }

    void leave() throws Exception {
      for (Member member : members) {
        member.leave();
      }
    }
  }
}
