package io.primacy.bench.measure;

import static java.util.Collections.nCopies;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.process.CrowdParticipant;
import io.primacy.bench.process.CrowdParticipant.Connections;
import io.primacy.bench.process.Participant;
import io.primacy.bench.process.SupervisedParticipant;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.report.Words;
import io.primacy.bench.service.Scratch;
import io.primacy.bench.service.ZooKeeperServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long nobody leads many elections when the process that led them all is killed. */
final class FailoverOfMany implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(4);
  private static final Duration QUICK_SESSION = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /*
   * How many elections in each round. The fewer there are, the more does the moment of the kill
   * decide, and the more rounds it takes until the median says something.
   */
  private static final List<Integer> ROUNDS =
      Stream.of(nCopies(7, 100), nCopies(9, 1_000), nCopies(3, 10_000))
          .flatMap(List::stream)
          .toList();

  /* Of each run; enough for a median and tenths. */
  private static final int KEPT = 100;

  /** Starts one process in so many elections. */
  private interface Starter {
    Participant start(String service, String node, Duration session, int count, Path folder)
        throws IOException;
  }

  /** Who is measured, and with how many elections at most. */
  private record Crowd(String name, int most, Starter starter) {}

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String title() {
    return "Failover of many elections";
  }

  @Override
  public String about() {
    return "One process leads them all over one connection to one ZooKeeper server, a second stands"
        + " in all of them over one of its own; sessions of "
        + SESSION.toSeconds()
        + " s ("
        + QUICK_SESSION.toSeconds()
        + " s in a quick run). The first is killed with SIGKILL at a random moment (seed "
        + Moments.SEED
        + "); from the signal to the call of the second's first duty in each election, and in the"
        + " last of them. Of each run "
        + KEPT
        + " values are kept, evenly spaced by rank. "
        + ManyElections.WHO_IS_LEFT_OUT;
  }

  @Override
  public List<Goal> goals() {
    return Stream.of(1_000, 10_000)
        .map(count -> Goal.ratio("Primacy", last(count), baseline(), 1.0))
        .toList();
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    List<Integer> rounds = quick ? List.of(1_000) : ROUNDS;
    List<Crowd> crowds = crowds(quick);
    Duration session = quick ? QUICK_SESSION : SESSION;
    Path folder = Scratch.folder();
    Moments moments = new Moments();
    Samples samples = new Samples();
    int done = 0;
    for (int round = 0; round < rounds.size(); round++) {
      int count = rounds.get(round);
      for (Crowd crowd : Turns.inRound(round, crowds)) {
        progress.at(done++, rounds.size() * crowds.size(), count + " of " + crowd.name);
        if (count <= crowd.most) {
          measure(crowd, count, session, moments.within(session), folder, samples);
        }
      }
    }
    return samples.figures();
  }

  private static List<Crowd> crowds(boolean quick) {
    List<Crowd> crowds = new ArrayList<>();
    for (Peer peer : Peers.ofRun(Backend.ZOOKEEPER, quick)) {
      crowds.add(crowd(peer));
    }
    if (!quick) {
      crowds.add(new Crowd("Primacy supervised", 1_000, FailoverOfMany::supervised));
    }
    return crowds;
  }

  private static Crowd crowd(Peer peer) {
    return new Crowd(
        peer.name(),
        ManyElections.most(peer),
        (service, node, session, count, folder) ->
            new CrowdParticipant(peer, service, node, session, count, Connections.ONE, folder));
  }

  private static Participant supervised(
      String service, String node, Duration session, int count, Path folder) throws IOException {
    List<String> elections = IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    return new SupervisedParticipant(service, node, session, elections, folder);
  }

  private static void measure(
      Crowd crowd, int count, Duration session, Duration before, Path folder, Samples samples)
      throws Exception {
    try (ZooKeeperServer server = new ZooKeeperServer();
        Participant first = crowd.starter.start(server.connect(), "a", session, count, folder)) {
      first.awaitBegins(count, LIMIT);
      try (Participant second =
          crowd.starter.start(server.connect(), "b", session, count, folder)) {
        second.awaitStanding(LIMIT);
        Moments.pass(session.plus(before)); // What follows a candidacy is over.
        long killed = first.kill();
        List<Double> gaps =
            second.awaitBegins(count, LIMIT).stream().map(begun -> (begun - killed) / 1e6).toList();
        for (double gap : Thinned.to(KEPT, gaps)) {
          samples.add(crowd.name, "each of " + Words.number(count), "ms", gap);
        }
        samples.add(
            crowd.name, last(count), "ms", gaps.stream().max(Double::compare).orElseThrow());
      }
    }
  }

  private static String last(int count) {
    return "the last of " + Words.number(count);
  }
}
