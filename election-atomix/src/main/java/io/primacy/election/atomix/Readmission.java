package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.impl.RaftContext;
import io.primacy.election.spi.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How a voter with an empty directory comes to take part. It may be new, or may have lost what it
 * acknowledged and whom it voted for; it can not tell. So it asks all the others, each of them, how
 * far they are, and votes only when it has as much, and in later terms. A voter that has its
 * directory asks nobody.
 */
final class Readmission {

  private static final Logger LOG = System.getLogger(Readmission.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String SUBJECT = "primacy-how-far";

  private final Network network;
  private final DataDirectory directory;
  private final Ballot ballot;
  private final EventLoop loop;

  private final Map<MemberId, Reached> answers = new HashMap<>(); // Only on the loop.

  private volatile boolean asking;
  private volatile boolean closed;
  private volatile long index;

  /** How far a voter is. */
  record Reached(long term, long index) {

    static Reached parse(String text) {
      String[] parts = text.strip().split(" ", -1);
      return new Reached(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    Reached and(Reached other) {
      return new Reached(Math.max(term, other.term), Math.max(index, other.index));
    }

    @Override
    public String toString() {
      return term + " " + index;
    }
  }

  Readmission(Network network, DataDirectory directory, Ballot ballot, EventLoop loop) {
    this.network = network;
    this.directory = directory;
    this.ballot = ballot;
    this.loop = loop;
  }

  /** Begins to answer others, and runs the rest as soon as this voter may take part. */
  void begin(RaftContext raft, Runnable takePart) {
    var unused =
        network
            .courier()
            .subscribe(SUBJECT, bytes -> bytes, question -> reached(raft), Readmission::bytes);
    String until = directory.arrival().orElse("0 0");
    if (until.isEmpty()) {
      asking = true;
      loop.execute(() -> askUntilAllAnswered(takePart));
    } else {
      oblige(Reached.parse(until));
      takePart.run();
    }
  }

  /** Whether this voter has as much as it may have acknowledged. */
  boolean mayVote(RaftContext raft) {
    if (asking) {
      return false;
    }
    if (index > 0 && raft.getLogWriter().getLastIndex() >= index) {
      index = 0;
      directory.endArrival();
    }
    return index == 0;
  }

  /** What keeps this voter from voting, as a sentence; empty when nothing does. */
  String found() {
    if (asking) {
      List<MemberId> missing = new ArrayList<>(network.roster().others());
      missing.removeAll(Map.copyOf(answers).keySet());
      return "this voter's directory is new, so it waits until each of the others says how far it"
          + " is; missing: "
          + missing;
    }
    return index > 0 ? "this voter's directory was empty; it votes when it has caught up" : "";
  }

  void close() {
    closed = true;
    network.courier().unsubscribe(SUBJECT);
  }

  private void askUntilAllAnswered(Runnable takePart) {
    List<MemberId> missing =
        network.roster().others().stream().filter(id -> !answers.containsKey(id)).toList();
    if (closed) {
      return;
    }
    if (missing.isEmpty()) {
      Reached all = answers.values().stream().reduce(new Reached(0, 0), Reached::and);
      directory.noteArrival(all.toString());
      oblige(all);
      asking = false;
      takePart.run();
      return;
    }
    missing.forEach(this::ask);
    loop.schedule(PAUSE, () -> askUntilAllAnswered(takePart));
  }

  private void ask(MemberId other) {
    var unused =
        network
            .ask(other, SUBJECT, new byte[0])
            .thenAccept(
                bytes -> {
                  Reached reached = Reached.parse(new String(bytes, StandardCharsets.UTF_8));
                  loop.execute(() -> answers.put(other, reached));
                });
  }

  private void oblige(Reached reached) {
    ballot.exclude(reached.term());
    index = reached.index();
    if (index == 0) {
      directory.endArrival();
    } else {
      LOG.log(
          Level.WARNING,
          "This voter''s directory was empty while the others had records; it votes when it has"
              + " caught up with entry {0}",
          Long.toString(index));
    }
  }

  private static CompletableFuture<Reached> reached(RaftContext raft) {
    return CompletableFuture.supplyAsync(
        () -> new Reached(raft.getTerm(), raft.getLogWriter().getLastIndex()),
        raft.getThreadContext());
  }

  private static byte[] bytes(Reached reached) {
    return reached.toString().getBytes(StandardCharsets.UTF_8);
  }
}
