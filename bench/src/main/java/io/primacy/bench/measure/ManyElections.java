package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.report.Words;
import io.primacy.bench.service.ZooKeeperServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What many elections on one connection cost to acquire, and while nothing happens. */
final class ManyElections implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration QUICK_SESSION = Duration.ofSeconds(4);
  private static final int LIMIT_MINUTES = 5;

  /** For a text about what was done. */
  static final String WHO_IS_LEFT_OUT =
      "10,000 only of Primacy and LeaderLatch: the others keep a thread for each. A quick run has"
          + " 1,000, of Primacy and LeaderLatch.";

  private static final int MOST = 10_000;
  private static final int MOST_WITH_THREADS = 1_000;

  /** Who bears how many. */
  private record Entrant(String name, int most, Turn turn) {}

  /** One measurement of so many. */
  private interface Turn {
    void take(int count) throws Exception;
  }

  @Override
  public String name() {
    return "elections";
  }

  @Override
  public String title() {
    return "Many elections on one connection";
  }

  @Override
  public String about() {
    return "One participant that leads them all, on one ZooKeeper server. Acquire: from the first"
        + " call until all are led, all asked for before the first is awaited, divided by their"
        + " number. Bare: two writes for each, the second on condition, all sent at once, and nothing"
        + " else. Heap: what the objects take that can be reached, more than before, divided by their number."
        + " Threads: more than before. Idle: what the server was sent in a second, and how many"
        + " transactions it made. "
        + WHO_IS_LEFT_OUT;
  }

  @Override
  public List<Goal> goals() {
    List<Goal> goals = new ArrayList<>();
    for (int count : List.of(1_000, 10_000)) {
      goals.add(Goal.ratio("Primacy", acquire(count), "LeaderLatch", 0.1));
      goals.add(Goal.limit("Primacy", heap(count), 2_048));
    }
    goals.add(new Goal("Primacy", writes(10_000), "Primacy", writes(100), 1.5));
    goals.add(new Goal("Primacy", threads(10_000), "Primacy", threads(100), 1));
    return goals;
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    Samples samples = new Samples();
    int rounds = quick ? 1 : 3;
    List<Integer> counts = quick ? List.of(1_000) : List.of(100, 1_000, 10_000);
    List<Entrant> entrants = new ArrayList<>();
    for (Peer peer : Peers.ofRun(Backend.ZOOKEEPER, quick)) {
      entrants.add(
          new Entrant(
              peer.name(),
              most(peer),
              count ->
                  measure(peer, count, quick ? QUICK_SESSION : SESSION, quick ? 2 : 20, samples)));
    }
    entrants.add(new Entrant(BareClient.NAME, MOST, count -> measureBare(count, samples)));
    int done = 0;
    for (int round = 0; round < rounds; round++) {
      for (int count : counts) {
        for (Entrant entrant : Turns.inRound(round, entrants)) {
          progress.at(
              done++, rounds * counts.size() * entrants.size(), count + " of " + entrant.name);
          if (count <= entrant.most) {
            entrant.turn.take(count);
          }
        }
      }
    }
    return samples.figures();
  }

  private static void measureBare(int count, Samples samples) throws Exception {
    try (ZooKeeperServer server = new ZooKeeperServer()) {
      double written = BareWrites.of(count, server.connect()) / 1e6;
      samples.add(BareClient.NAME, acquire(count), "ms", written / count);
    }
  }

  /** How many elections a process that uses it is asked to bear. */
  static int most(Peer peer) {
    return peer.keepsThreads() ? MOST_WITH_THREADS : MOST;
  }

  private static void measure(
      Peer peer, int count, Duration session, int watchedSeconds, Samples samples)
      throws Exception {
    try (ZooKeeperServer server = new ZooKeeperServer()) {
      int threadsBefore = Thread.activeCount();
      Member member = peer.join(server.connect(), "a", session);
      try {
        awaitAll(member, "warm", 1);
        long heapBefore = LiveHeap.bytes();
        long begun = System.nanoTime();
        List<Seat> seats = awaitAll(member, "e", count);
        double acquired = (System.nanoTime() - begun) / 1e6;
        samples.add(peer.name(), acquire(count), "ms", acquired / count);
        Moments.pass(session.dividedBy(2)); // What follows an acquisition is over.
        double heap = (LiveHeap.bytes() - heapBefore) / (double) count;
        samples.add(peer.name(), heap(count), "bytes", heap);
        samples.add(
            peer.name(), threads(count), "more than before", Thread.activeCount() - threadsBefore);
        long transactions = server.transactions();
        long received = server.received();
        Moments.pass(Duration.ofSeconds(watchedSeconds));
        double watched = watchedSeconds;
        samples.add(
            peer.name(),
            writes(count),
            "per second",
            (server.transactions() - transactions) / watched);
        samples.add(
            peer.name(),
            "packets when idle, " + Words.number(count),
            "per second",
            (server.received() - received) / watched);
        if (seats.stream().anyMatch(seat -> !seat.leads())) {
          throw new IllegalStateException(peer.name() + " lost an election meanwhile");
        }
      } finally {
        member.leave();
      }
    }
  }

  private static List<Seat> awaitAll(Member member, String prefix, int count) throws Exception {
    CountDownLatch led = new CountDownLatch(count);
    Duties counting =
        new Duties() {
          @Override
          public void begin() {
            led.countDown();
          }

          @Override
          public void end() {}
        };
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seats.add(member.begin(prefix + i, counting));
    }
    if (!led.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException(led.getCount() + " elections have no leader");
    }
    return seats;
  }

  private static String acquire(int count) {
    return "acquire each of " + Words.number(count);
  }

  private static String heap(int count) {
    return "heap of each of " + Words.number(count);
  }

  private static String threads(int count) {
    return "threads for " + Words.number(count);
  }

  private static String writes(int count) {
    return "writes when idle, " + Words.number(count);
  }
}
