package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import io.primacy.election.Timing;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Seat.Tenure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The election: given what this process wants, saw and holds, what to do next. Pure.
 *
 * <p>Three writes change the leader. A <em>claim</em> takes an election whose holder is nobody, or
 * proven gone. A <em>transfer</em> is written by the holder after its user code has stopped, and
 * names the next holder. A <em>release</em> names nobody. Each is conditional on the version that
 * the decision was made on, so whatever happened meanwhile makes it fail. Who finds itself the
 * holder of an epoch it has not led begins to lead, if it wants to; otherwise it transfers on.
 *
 * @param timing the times
 * @param proof the judgements safety rests on
 * @param peers what was seen of each other node
 * @param me this process, while its session is open
 * @param closing whether these elections are being closed
 * @param now on the monotonic clock
 * @param wallMillis for the history that people read
 */
record Rules(
    Timing timing,
    Proof proof,
    Function<String, Peer> peers,
    Optional<Me> me,
    boolean closing,
    long now,
    long wallMillis) {

  Move next(Seat seat) {
    if (seat.holdsTenure()) {
      Optional<EndReason> overtaken = overtaken(seat);
      if (overtaken.isPresent()) {
        return new Move.End(overtaken.get());
      }
      if (seat.tenure() instanceof Tenure.Draining) {
        return Move.Rest.IDLE;
      }
      Optional<EndReason> orderly = orderlyEnd(seat);
      if (orderly.isPresent()) {
        return new Move.Drain(orderly.get());
      }
    }
    if (!seat.seen()) {
      return new Move.Look();
    }
    if (me.isEmpty()) {
      return Move.Rest.IDLE;
    }
    return seat.record().isEmpty()
        ? create(seat, me.get())
        : act(seat, seat.record().get(), me.get());
  }

  /** Whether this process neither leads, nor stands, nor can any write of it still change that. */
  boolean isOut(Seat seat) {
    if (seat.holdsTenure()) {
      return false;
    }
    if (me.isEmpty()) {
      return true; // What may still land names an incarnation that is over.
    }
    if (seat.unresolved().isPresent()) {
      return false;
    }
    if (!seat.seen() || seat.record().isEmpty()) {
      return true;
    }
    ElectionRecord election = seat.record().get();
    return !election.isHeldBy(me.get().node(), me.get().incarnation())
        && ownEntry(election, me.get()).isEmpty();
  }

  /** Whether the record shows this node standing as it wants to. */
  boolean isRecorded(Seat seat) {
    return seat.standing().isPresent()
        && me.isPresent()
        && seat.record()
            .flatMap(election -> ownEntry(election, me.get()))
            .filter(entry -> entry.saysTheSameAs(entry(seat.standing().get(), me.get())))
            .isPresent();
  }

  /** Whether the record shows anything but a leadership that this process has given up. */
  boolean hasMovedOn(Seat seat) {
    return me.isEmpty()
        || seat.record()
            .filter(election -> election.isHeldBy(me.get().node(), me.get().incarnation()))
            .filter(election -> election.epoch() <= seat.spent())
            .isEmpty();
  }

  /** The nodes whose sessions matter now: the leader's; for a leader, the next one's. */
  Set<String> concernedWith(Seat seat) {
    Set<String> nodes = new HashSet<>();
    if (seat.record().isEmpty() || me.isEmpty()) {
      return nodes;
    }
    ElectionRecord election = seat.record().get();
    String self = me.get().node();
    if (election.isHeldBy(self, me.get().incarnation())) {
      runnerUp(election, self).map(CandidateEntry::node).ifPresent(nodes::add);
    } else if (stands(seat)) {
      election.holder().map(Holder::node).filter(node -> !node.equals(self)).ifPresent(nodes::add);
    }
    return nodes;
  }

  /** The best other candidate that is eligible: whom a leader keeps an eye on. */
  private static Optional<CandidateEntry> runnerUp(ElectionRecord election, String notThisNode) {
    return election.inPrecedence().stream()
        .filter(entry -> entry.eligible() && !entry.node().equals(notThisNode))
        .findFirst();
  }

  private Optional<EndReason> overtaken(Seat seat) {
    long incarnation = seat.tenure().incarnation();
    if (me.isEmpty() || me.get().incarnation() != incarnation) {
      return Optional.of(EndReason.LEASE_EXPIRED);
    }
    if (seat.record().isEmpty()) {
      return Optional.of(EndReason.RECORD_LOST);
    }
    ElectionRecord election = seat.record().get();
    boolean mine =
        election.isHeldBy(me.get().node(), incarnation)
            && election.epoch() == seat.tenure().epoch();
    return mine ? Optional.empty() : Optional.of(EndReason.SUPERSEDED);
  }

  private Optional<EndReason> orderlyEnd(Seat seat) {
    if (closing) {
      return Optional.of(EndReason.CLOSED);
    }
    if (seat.standing().isEmpty()) {
      return Optional.of(EndReason.WITHDRAWN);
    }
    if (seat.mustEnd().isPresent()) {
      return seat.mustEnd();
    }
    return seat.standing().get().eligible()
        ? Optional.empty()
        : Optional.of(EndReason.NOT_ELIGIBLE);
  }

  private Move create(Seat seat, Me self) {
    if (!stands(seat)) {
      return seat.unresolved().isPresent()
          ? new Move.Write(seat.version(), reborn(seat, self))
          : Move.Rest.IDLE;
    }
    return new Move.Write(
        seat.version(), reborn(seat, self).with(entry(seat.standing().get(), self)));
  }

  private static ElectionRecord reborn(Seat seat, Me self) {
    return seat.remembered()
        .map(before -> before.reborn(self.leaseMillis()))
        .orElse(ElectionRecord.EMPTY);
  }

  private Move act(Seat seat, ElectionRecord election, Me self) {
    if (!seat.holdsTenure() && election.isHeldBy(self.node(), self.incarnation())) {
      boolean fresh = proof.isUnspent(election.epoch(), seat.spent()) && seat.handTo().isEmpty();
      return fresh && wantsToLead(seat)
          ? new Move.Grant(election.epoch())
          : passOn(seat, election, self);
    }
    if (!stands(seat)) {
      return leave(seat, election, self);
    }
    if (!seat.holdsTenure() && wantsToLead(seat)) {
      Move move = new Claim(this, seat, election, self).next();
      boolean waiting = move instanceof Move.Rest || move instanceof Move.Await;
      if (!waiting || isRecorded(seat)) {
        return move;
      }
    }
    return isRecorded(seat)
        ? Move.Rest.IDLE
        : new Move.Write(seat.version(), election.with(entry(seat.standing().get(), self)));
  }

  private Move leave(Seat seat, ElectionRecord election, Me self) {
    if (ownEntry(election, self).isPresent()) {
      return new Move.Write(seat.version(), election.withoutCandidate(self.node()));
    }
    // A write that may still land is overtaken by one that moves the version.
    return seat.unresolved().isPresent()
        ? new Move.Write(seat.version(), election)
        : Move.Rest.IDLE;
  }

  private Move passOn(Seat seat, ElectionRecord election, Me self) {
    ElectionRecord base =
        stands(seat)
            ? election.with(entry(seat.standing().get(), self))
            : election.withoutCandidate(self.node());
    Optional<CandidateEntry> next = successor(seat, base, self);
    ElectionRecord passed =
        next.map(entry -> base.ledBy(entry, nextEpoch(seat, election), "transfer", wallMillis))
            .orElseGet(() -> base.released(wallMillis));
    return new Move.Write(seat.version(), passed, election.epoch());
  }

  private Optional<CandidateEntry> successor(Seat seat, ElectionRecord base, Me self) {
    Optional<CandidateEntry> named =
        seat.handTo().flatMap(base::candidate).filter(entry -> canTakeOver(entry, self));
    if (named.isPresent()) {
      return named;
    }
    // The best or nobody: one that was seen alive may not pass one that only just arrived. Whose
    // turn it is among those, they find out for themselves.
    return wantsToLead(seat)
        ? base.candidate(self.node())
        : runnerUp(base, self.node()).filter(entry -> canTakeOver(entry, self));
  }

  private boolean canTakeOver(CandidateEntry entry, Me self) {
    return entry.eligible()
        && !entry.node().equals(self.node())
        && peers.apply(entry.node()).isAlive(entry.incarnation(), now);
  }

  long nextEpoch(Seat seat, ElectionRecord election) {
    return proof.nextEpoch(election, seat.version());
  }

  private boolean stands(Seat seat) {
    return seat.standing().isPresent() && !closing;
  }

  private boolean wantsToLead(Seat seat) {
    return stands(seat) && seat.standing().get().eligible();
  }

  static CandidateEntry entry(Candidacy candidacy, Me self) {
    return new CandidateEntry(
        self.node(),
        self.incarnation(),
        self.leaseMillis(),
        candidacy.priority(),
        candidacy.eligible(),
        0,
        candidacy.attributes(),
        java.util.Map.of());
  }

  /** Our entry, of this incarnation or an earlier one. */
  private static Optional<CandidateEntry> ownEntry(ElectionRecord election, Me self) {
    return election
        .candidate(self.node())
        .filter(entry -> entry.incarnation() <= self.incarnation());
  }
}
