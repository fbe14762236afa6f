package io.primacy.election.core;

import io.primacy.election.Timing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The session: given what was seen of this node's own slot, what to do next. Pure.
 *
 * <p>A slot is taken over when it is closed, or when it was left alone for as long as its lease, as
 * seen here; both by a write conditional on the version seen. A slot that another process keeps
 * renewing is not.
 *
 * @param run this process
 * @param wanted whether anybody stands
 * @param closing whether the session should end
 * @param open the incarnation that is open, if there is one
 * @param leaseHolds whether its lease still holds
 * @param slot what was seen of the slot
 * @param stranger another process found in the slot
 * @param renewDue when the next renewal is due
 */
record SessionRules(
    String run,
    boolean wanted,
    boolean closing,
    Optional<OpenSession> open,
    boolean leaseHolds,
    Peer slot,
    Optional<Stranger> stranger,
    long renewDue) {

  /** What is open. */
  record OpenSession(long incarnation, long floor) {}

  /**
   * Another process in our slot.
   *
   * @param since when it was first seen
   * @param lateRenewals how often it renewed well after that. The last write of a process that died
   *     may arrive once after we looked; twice is a process that lives
   */
  record Stranger(String otherRun, long since, int lateRenewals) {
    static final int ALIVE = 2;

    /** What is known of another process after the slot was seen once more. */
    static Optional<Stranger> after(
        Optional<Stranger> before,
        Optional<SessionRecord> content,
        String ownRun,
        boolean changed,
        long now) {
      Optional<SessionRecord> other =
          content.filter(session -> session.open() && !session.run().equals(ownRun));
      if (other.isEmpty()) {
        return Optional.empty();
      }
      String run = other.get().run();
      Optional<Stranger> known = before.filter(stranger -> stranger.otherRun.equals(run));
      if (known.isEmpty()) {
        return Optional.of(new Stranger(run, now, 0));
      }
      // By then reads have caught up with whatever a process that died had written before.
      long lease = TimeUnit.MILLISECONDS.toNanos(other.get().leaseMillis());
      boolean late = changed && now - known.get().since > lease;
      return late
          ? known.map(stranger -> new Stranger(run, stranger.since, stranger.lateRenewals + 1))
          : known;
    }
  }

  SessionMove next(Proof proof, Timing timing, long now) {
    if (open.isPresent()) {
      return whileOpen(now);
    }
    if (closing) {
      return new SessionMove.Done();
    }
    if (!wanted) {
      return new SessionMove.Rest(Move.Rest.FOREVER);
    }
    if (!slot.seen()) {
      return new SessionMove.Look();
    }
    return slot.slot()
        .map(session -> takeOver(session, proof, timing, now))
        .orElseGet(SessionMove.Make::new);
  }

  private SessionMove whileOpen(long now) {
    if (!leaseHolds) {
      return new SessionMove.Expire();
    }
    if (closing) {
      return new SessionMove.Close(slot.version());
    }
    return now - renewDue >= 0
        ? new SessionMove.Renew(slot.version())
        : new SessionMove.Rest(renewDue);
  }

  private SessionMove takeOver(SessionRecord session, Proof proof, Timing timing, long now) {
    boolean ownEarlier = session.run().equals(run);
    if (!session.open() || ownEarlier) {
      return openAfter(session);
    }
    if (stranger.filter(s -> s.lateRenewals() >= Stranger.ALIVE).isPresent()) {
      return new SessionMove.Refuse(session.incarnation());
    }
    long until = proof.patienceEnds(slot.versionSince(), session.leaseMillis(), timing);
    return now - until >= 0 ? openAfter(session) : new SessionMove.Rest(until);
  }

  /* A slot that was only just made begins above its version, and so above all before it. */
  private SessionMove openAfter(SessionRecord session) {
    boolean first = session.incarnation() == 0;
    long incarnation = 1 + (first ? slot.version() : session.incarnation());
    long floor = first ? incarnation : session.floor();
    return new SessionMove.Open(slot.version(), new OpenSession(incarnation, floor));
  }
}
