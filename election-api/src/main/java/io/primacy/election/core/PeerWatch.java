package io.primacy.election.core;

import io.primacy.election.Timing;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.TimeSource;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the session slot of one other node, for all elections that depend on it: one watch and
 * one timer, whatever their number. Confined to the loop.
 */
final class PeerWatch {

  private static final Logger LOG = System.getLogger(PeerWatch.class.getName());

  private final RecordKey key;
  private final StoreClient store;
  private final TimeSource time;
  private final Timing timing;
  private final Proof proof;
  private final Timer timer;
  private final Set<Participation> followers = new LinkedHashSet<>();
  private final HintedRead read;
  private final Registration watch;
  private Peer peer = Peer.UNSEEN;
  private boolean fencing;

  PeerWatch(
      String node, StoreClient store, EventLoop loop, TimeSource time, Timing timing, Proof proof) {
    this.key = new RecordKey("sessions", node);
    this.store = store;
    this.time = time;
    this.timing = timing;
    this.proof = proof;
    this.timer = new Timer(loop, time, this::wake);
    this.read = new HintedRead(key, store, loop, time, timing, false, this::sight);
    this.watch = store.watch(key, read::hint);
    read.now();
  }

  Peer peer() {
    return peer;
  }

  void follow(Participation participation) {
    followers.add(participation);
  }

  /** Returns whether nobody follows any more. */
  boolean leave(Participation participation) {
    followers.remove(participation);
    return followers.isEmpty();
  }

  void close() {
    watch.close();
    read.close();
    timer.set(Move.Rest.FOREVER);
  }

  /** Tells the followers then, unless the slot is renewed before. */
  void wakeAt(long until) {
    if (until != Move.Rest.FOREVER) {
      timer.atLatest(until);
    }
  }

  /** Closes the slot if it has not changed. One write serves all followers. */
  void fence(Peer.Verdict.Fenceable fenceable) {
    long now = time.nanoTime();
    if (fencing) {
      return;
    }
    fencing = true;
    LOG.log(
        Level.INFO,
        "fencing {0}: its session was not renewed for {1} ms",
        key.name(),
        (now - peer.versionSince()) / 1_000_000);
    store.write(
        key,
        fenceable.version(),
        fenceable.closed().encode(),
        true,
        outcome -> {
          fencing = false;
          fenced(outcome, fenceable);
        });
  }

  /* Whatever came of it, the followers decide anew: who was renewed in time is watched again. */
  private void fenced(WriteOutcome outcome, Peer.Verdict.Fenceable fenceable) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      sight(committed.version(), Optional.of(fenceable.closed()));
    } else if (outcome instanceof WriteOutcome.Conflict conflict) {
      sight(conflict.current());
    } else {
      read.soon();
      timer.atLatest(time.nanoTime() + timing.renewEvery().toNanos() / 8);
      return;
    }
    tellFollowers();
  }

  private void sight(Optional<StoredRecord> found) {
    try {
      if (found.isEmpty()) {
        sight(0, Optional.empty());
      } else {
        sight(found.get().version(), Optional.of(SessionRecord.decode(found.get().value())));
      }
    } catch (UnreadableRecordException e) {
      LOG.log(
          Level.ERROR,
          "The session record "
              + key
              + " can not be read: "
              + e.getMessage()
              + ". Its node is taken to be alive; nothing is overwritten");
    }
  }

  private void sight(long version, Optional<SessionRecord> content) {
    if (content.isPresent() && version < peer.version()) {
      return; // Older than what is known.
    }
    Peer before = peer;
    peer = peer.sighted(version, content, time.nanoTime());
    boolean plainRenewal = peer.renewals() > 1 && before.renewals() > 0;
    if (!plainRenewal) {
      tellFollowers();
    }
  }

  /* A renewal moves the time at which followers have something to decide. */
  private void wake() {
    boolean open = peer.slot().filter(SessionRecord::open).isPresent();
    if (open) {
      long due =
          proof.patienceEnds(peer.versionSince(), peer.slot().orElseThrow().leaseMillis(), timing);
      if (time.nanoTime() - due < 0) {
        timer.set(due);
        return;
      }
    }
    tellFollowers();
  }

  private void tellFollowers() {
    for (Participation follower : List.copyOf(followers)) {
      follower.advance();
    }
  }
}
