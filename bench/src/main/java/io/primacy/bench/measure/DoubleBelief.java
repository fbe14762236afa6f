package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.Scratch;
import io.primacy.bench.service.ZooKeeperServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** For how long two processes believed that they led. */
final class DoubleBelief implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(3);
  private static final Duration QUICK_SESSION = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "belief";
  }

  @Override
  public String title() {
    return "Two leaders at once";
  }

  @Override
  public String about() {
    return "Two processes for each peer on one ZooKeeper server, each with a connection of its own"
        + " and a session of "
        + SESSION.toSeconds()
        + " s ("
        + QUICK_SESSION.toSeconds()
        + " s in a quick run, of Primacy and LeaderLatch, all troubles at once), all peers"
        + " at the same time. Each process asks its library whether it leads, a thousand times a"
        + " second on a thread of its own; it believed so from the return of the first yes to the"
        + " call of the last, less what it stood still. What is measured is the time during which"
        + " both did. At a random moment (seed "
        + Moments.SEED
        + ") the leader is stopped with SIGSTOP (frozen), or its connection carries nothing more in"
        + " either direction (cut off), or the latter while its listener does not return and heeds"
        + " no interrupt (listener blocked). That lasts for two sessions and until the other"
        + " leads, ten at most; a session later the asking ends. A library that has not taken back"
        + " by then what it said is charged no more than that time.";
  }

  @Override
  public List<Goal> goals() {
    return Arrays.stream(Trouble.values())
        .map(trouble -> Goal.never("Primacy", trouble.words()))
        .toList();
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? 1 : 10;
    Duration session = quick ? QUICK_SESSION : SESSION;
    List<Peer> peers = Peers.ofRun(Backend.ZOOKEEPER, quick);
    Path folder = Scratch.folder();
    Moments moments = new Moments();
    Samples samples = new Samples();
    try (ZooKeeperServer server = new ZooKeeperServer();
        SideBySide sideBySide = new SideBySide()) {
      for (int round = 0; round < rounds; round++) {
        for (List<Trouble> together : together(quick)) {
          progress.at(round, rounds, together.get(0).words());
          List<Callable<Shared>> encounters = new ArrayList<>();
          for (Trouble trouble : together) {
            for (Peer peer : peers) {
              Encounter encounter =
                  new Encounter(
                      peer,
                      trouble,
                      trouble.name() + round,
                      session,
                      moments.within(session),
                      server.port(),
                      folder);
              encounters.add(() -> new Shared(encounter, encounter.shared()));
            }
          }
          sideBySide.all(encounters).forEach(shared -> add(samples, shared));
        }
      }
    }
    return samples.figures();
  }

  /* One trouble at a time, or in a quick run all at once. */
  private static List<List<Trouble>> together(boolean quick) {
    List<Trouble> all = List.of(Trouble.values());
    return quick ? List.of(all) : all.stream().map(List::of).toList();
  }

  private static void add(Samples samples, Shared shared) {
    String peer = shared.encounter.peer().name();
    String trouble = shared.encounter.trouble().words();
    shared.nanos.ifPresentOrElse(
        nanos -> samples.add(peer, trouble, "ms", nanos / 1e6),
        () -> samples.add(peer, trouble + ", nobody followed", "runs", 1));
  }

  private record Shared(Encounter encounter, OptionalLong nanos) {}
}
