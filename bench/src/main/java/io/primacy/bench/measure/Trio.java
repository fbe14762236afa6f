package io.primacy.bench.measure;

import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Voters;
import io.primacy.bench.process.Conduct;
import io.primacy.bench.process.PeerParticipant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Three participants of one election that are the voters as well, and which of them leads. For one
 * thread at a time.
 */
final class Trio implements AutoCloseable {

  private static final List<String> NODES = List.of("a", "b", "c");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(1); // Times are the processes' own.

  private final Peer peer;
  private final Duration session;
  private final Conduct conduct;
  private final Path logs;
  private final Voters voters;
  private final Map<String, PeerParticipant> all = new LinkedHashMap<>();
  private long since = System.nanoTime(); // From then on somebody else has to lead.
  private @Nullable PeerParticipant dead;

  /**
   * Starts nothing yet.
   *
   * @param conduct of all three
   * @param folder its own
   */
  Trio(Peer peer, Duration session, Conduct conduct, Path folder) {
    this.peer = peer;
    this.session = session;
    this.conduct = conduct;
    this.logs = folder;
    this.voters = Voters.of(NODES, folder);
  }

  Peer peer() {
    return peer;
  }

  /**
   * Starts them, all at once, since none is elected alone; or anew the one that was killed. Returns
   * when all stand and one leads.
   */
  void prepare() throws Exception {
    for (String node : NODES) {
      PeerParticipant one = all.get(node);
      if (one == null || one == dead) {
        all.put(node, participant(node));
      }
    }
    dead = null;
    awaitAll();
  }

  /** Kills the leader; returns how long it took until another led, empty if none did in a limit. */
  OptionalLong kill(Duration limit) throws Exception {
    PeerParticipant leader = leader();
    since = leader.kill();
    OptionalLong begun = begun(since, limit);
    leader.close();
    dead = leader;
    return afterwards(begun);
  }

  /**
   * Lets the leader leave the election and stand again; returns how long it took until another led,
   * empty if none did in a limit.
   */
  OptionalLong leave(Duration limit) throws Exception {
    PeerParticipant leader = leader();
    leader.leave();
    since = leader.awaitEnd(leader.begun());
    OptionalLong begun = begun(since, limit);
    leader.stand();
    awaitAll();
    return afterwards(begun);
  }

  /**
   * Stops the leader for two sessions and until another leads, lets it go on for one more, and ends
   * all. Returns what {@link Encounter#shared} does; nobody follows after a limit.
   */
  OptionalLong freeze(Duration limit) throws Exception {
    PeerParticipant leader = leader();
    long frozen = System.nanoTime();
    leader.freeze();
    Moments.pass(session.multipliedBy(2));
    boolean follows = begun(frozen, limit).isPresent();
    leader.thaw();
    Moments.pass(session);
    return Encounter.shared(
        leader, all.values().stream().filter(one -> one != leader).toList(), follows);
  }

  private OptionalLong afterwards(OptionalLong begun) {
    return begun.isPresent() ? OptionalLong.of(begun.getAsLong() - since) : begun;
  }

  private PeerParticipant participant(String node) throws IOException {
    return new PeerParticipant(peer, voters.service(), node, session, "voters", conduct, logs);
  }

  private void awaitAll() throws Exception {
    for (PeerParticipant one : all.values()) {
      one.awaitStanding();
    }
    if (begun(since, LIMIT).isEmpty()) {
      throw new TimeoutException("None of " + peer.name() + " led within " + LIMIT);
    }
  }

  /** Who began last. On a machine that is busy it may change without being asked to. */
  private PeerParticipant leader() {
    long now = System.nanoTime();
    return all.values().stream()
        .max(Comparator.comparingLong(one -> one.begun() - now))
        .orElseThrow();
  }

  /** When one of them first began to lead after some time. */
  private OptionalLong begun(long after, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    OptionalLong first = OptionalLong.empty();
    while (first.isEmpty() && System.nanoTime() - deadline < 0) {
      first = begins().filter(begun -> begun - after > 0).min();
      if (first.isEmpty()) {
        Moments.pass(LOOKS_EVERY);
      }
    }
    return first;
  }

  private LongStream begins() {
    return all.values().stream().mapToLong(PeerParticipant::begun);
  }

  @Override
  public void close() {
    all.values().forEach(PeerParticipant::close);
  }
}
