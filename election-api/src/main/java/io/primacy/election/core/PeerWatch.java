package io.primacy.election.core;

import io.primacy.election.spi.RecordKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows the session slot of one other node, for all elections that depend on it: one watch and
 * one timer, whatever their number. Confined to the loop.
 */
final class PeerWatch implements SharedRecord.Listener<SessionRecord> {

  private static final Logger LOG = System.getLogger(PeerWatch.class.getName());

  private final Footing footing;
  private final SharedRecord<SessionRecord> slot;
  private final Timer timer;
  private final Set<Participation> followers = new LinkedHashSet<>();
  private Peer peer = Peer.UNSEEN;
  private boolean fencing;
  private boolean news;

  PeerWatch(String node, Footing footing) {
    this.footing = footing;
    this.slot =
        new SharedRecord<>(
            new RecordKey("sessions", node), SharedRecord.SESSION, footing, false, this);
    this.timer = footing.timer(this::wake);
    slot.follow();
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
    slot.close();
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
    if (fencing || !slot.isReadable()) {
      return;
    }
    long now = footing.now();
    if (now - slot.readyAt() < 0) {
      timer.atLatest(slot.readyAt());
      return;
    }
    fencing = true;
    LOG.log(
        Level.INFO,
        "fencing node={0} silent={1} ms",
        slot.key().name(),
        TimeUnit.NANOSECONDS.toMillis(now - peer.versionSince()));
    slot.write(fenceable.version(), fenceable.closed());
  }

  @Override
  public void sighted(long version, Optional<SessionRecord> content) {
    long now = footing.now();
    // Who was silent for its lease does not count as alive, so hearing of it again is news.
    boolean wasAlive = peer.slot().filter(s -> peer.isAlive(s.incarnation(), now)).isPresent();
    peer = peer.sighted(version, content, now);
    boolean plainRenewal = peer.renewals() > 1 && wasAlive;
    news |= !plainRenewal;
  }

  @Override
  public void unresolved(long expectedVersion) {
    slot.read();
  }

  /* A node whose slot can not be read is taken to be alive. */
  @Override
  public void unreadable() {}

  /* Whatever came of a fence, the followers decide anew: who was renewed in time is watched again. */
  @Override
  public void settled() {
    boolean fenced = fencing && !slot.isWriting();
    fencing &= !fenced;
    if (news || fenced) {
      tellFollowers();
    }
  }

  /* A renewal moves the time at which followers have something to decide. */
  private void wake() {
    Optional<SessionRecord> open = peer.slot().filter(SessionRecord::open);
    if (open.isPresent()) {
      long due =
          footing
              .proof()
              .patienceEnds(peer.versionSince(), open.get().leaseMillis(), footing.timing());
      if (footing.now() - due < 0) {
        timer.set(due);
        return;
      }
    }
    tellFollowers();
  }

  private void tellFollowers() {
    news = false;
    for (Participation follower : List.copyOf(followers)) {
      follower.advance();
    }
  }
}
