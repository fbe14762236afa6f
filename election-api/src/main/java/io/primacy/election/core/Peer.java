package io.primacy.election.core;

import io.primacy.election.Timing;
import io.primacy.election.core.ElectionRecord.Holder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What this process has seen of another node's session slot, and what follows from it. Immutable.
 *
 * <p>A holder is gone only when the slot says so: it shows that incarnation closed, or a later one.
 * A slot that does not change for as long as its own lease, measured here from when this process
 * first saw that version, may be closed by a write conditional on that version: had it been renewed
 * meanwhile, the write would fail. A slot that is absent, or shows an earlier incarnation, may be a
 * stale read, and counts as a slot that does not change.
 *
 * @param seen whether the slot was read at all
 * @param version of the slot, 0 while absent
 * @param slot the content, if there is any
 * @param versionSince when this version was first seen
 * @param floorSince when a slot with this floor was first seen
 * @param renewals how often its owner was seen to renew it
 * @param lastSign when its owner was last seen to write it
 */
record Peer(
    boolean seen,
    long version,
    Optional<SessionRecord> slot,
    long versionSince,
    long floorSince,
    int renewals,
    long lastSign) {

  static final Peer UNSEEN = new Peer(false, 0, Optional.empty(), 0, 0, 0, 0);

  /** What is known of a holder. */
  sealed interface Verdict {

    /** It never leads again, and does not believe that it does. */
    record Gone() implements Verdict {}

    /**
     * It may be leading; look again then, or on a change.
     *
     * @param unlessRenewed whether a renewal of the slot puts that time off
     */
    record MayLead(long until, boolean unlessRenewed) implements Verdict {}

    /** Its slot may be closed: write this if it is still at that version. */
    record Fenceable(long version, SessionRecord closed) implements Verdict {}

    /** Nothing was read yet. */
    record Unseen() implements Verdict {}
  }

  /** The peer after its slot was read, or a write to it failed on this content. */
  Peer sighted(long newVersion, Optional<SessionRecord> content, long now) {
    if (seen && newVersion == version) {
      return this;
    }
    boolean sameLife = seen && floor(content) == floor(slot);
    boolean renewed =
        sameLife
            && content.isPresent()
            && slot.isPresent()
            && content.get().open()
            && content.get().run().equals(slot.get().run())
            && content.get().incarnation() == slot.get().incarnation();
    boolean open = content.filter(SessionRecord::open).isPresent();
    return new Peer(
        true,
        newVersion,
        content,
        now,
        sameLife ? floorSince : now,
        renewed ? renewals + 1 : 0,
        open || !seen ? now : lastSign);
  }

  Verdict judge(Holder holder, Proof proof, Timing timing, long now) {
    if (!seen) {
      return new Verdict.Unseen();
    }
    if (proof.isGone(slot, holder.incarnation())) {
      return new Verdict.Gone();
    }
    if (slot.isEmpty()) {
      SessionRecord made = SessionRecord.fresh(holder.leaseMillis());
      return orFence(versionSince, holder.leaseMillis(), made, holder, proof, timing, now);
    }
    SessionRecord session = slot.get();
    if (session.floor() > holder.incarnation()) {
      // An operator deleted the slot this holder renewed; it can not renew another one.
      long until = proof.patienceEnds(floorSince, holder.leaseMillis(), timing);
      return now - until >= 0 ? new Verdict.Gone() : new Verdict.MayLead(until, false);
    }
    boolean ofHolder = session.incarnation() == holder.incarnation();
    long lease =
        ofHolder ? session.leaseMillis() : Math.max(session.leaseMillis(), holder.leaseMillis());
    return orFence(versionSince, lease, session, holder, proof, timing, now);
  }

  /** Whether this candidate's session is open and was renewed within its lease, as seen here. */
  boolean isAlive(long incarnation, long now) {
    return slot.isPresent()
        && slot.get().open()
        && slot.get().incarnation() == incarnation
        && renewals > 0
        && now - versionSince < TimeUnit.MILLISECONDS.toNanos(slot.get().leaseMillis());
  }

  /** What a later version wrote into the slot. */
  List<Line> others() {
    return slot.map(SessionRecord::others).orElse(List.of());
  }

  private Verdict orFence(
      long since,
      long leaseMillis,
      SessionRecord found,
      Holder holder,
      Proof proof,
      Timing timing,
      long now) {
    long until = proof.patienceEnds(since, leaseMillis, timing);
    return now - until >= 0
        ? new Verdict.Fenceable(version, found.fenced(holder.incarnation()))
        : new Verdict.MayLead(until, true);
  }

  private static long floor(Optional<SessionRecord> slot) {
    return slot.map(SessionRecord::floor).orElse(-1L);
  }
}
