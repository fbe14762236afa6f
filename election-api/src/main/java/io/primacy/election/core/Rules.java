package io.primacy.election.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import io.primacy.election.Timing;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Seat.Tenure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** So many sessions a leader follows in one election. */
  private static final int MOST_WATCHED = 16;

  Move next(Seat seat) {
    if (seat.holdsTenure()) {
      Optional<EndReason> overtaken = overtaken(seat);
      if (overtaken.isPresent()) {
        return new Move.End(overtaken.get());
      }
      if (seat.tenure() instanceof Tenure.Draining) {
        return Move.Rest.IDLE;
      }
      Optional<EndReason> orderly = orderlyEnd(seat, seat.record().orElseThrow());
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

  /** The nodes whose sessions matter now: the leader's; for a leader, the other candidates'. */
  Set<String> concernedWith(Seat seat) {
    Set<String> nodes = new HashSet<>();
    if (seat.record().isEmpty() || me.isEmpty()) {
      return nodes;
    }
    ElectionRecord election = seat.record().get();
    String self = me.get().node();
    if (election.isHeldBy(self, me.get().incarnation())) {
      othersToWatch(election, me.get()).forEach(entry -> nodes.add(entry.node()));
    } else if (stands(seat)) {
      election.holder().map(Holder::node).filter(node -> !node.equals(self)).ifPresent(nodes::add);
    }
    return nodes;
  }

  /** The other candidates a leader keeps an eye on, best first; not more than it can bear. */
  List<CandidateEntry> othersToWatch(ElectionRecord election, Me self) {
    return election.inPrecedence().stream()
        .filter(entry -> !entry.node().equals(self.node()))
        .limit(MOST_WATCHED)
        .toList();
  }

  /** The best other candidate that may lead: whom leadership passes to. */
  static Optional<CandidateEntry> runnerUp(ElectionRecord election, String notThisNode) {
    return election.inPrecedence().stream()
        .filter(entry -> election.mayLead(entry) && !entry.node().equals(notThisNode))
        .findFirst();
  }

  /**
   * Until when, on the monotonic clock, no leader changes by itself that concerns one of these
   * nodes. A pause is over when the wall clock says so, or when it was seen here for its whole
   * length, whichever comes first: a wrong wall clock may end it early, and never prolong it.
   */
  OptionalLong pauseEnds(Seat seat, ElectionRecord election, Set<String> nodes) {
    return nodes.stream()
        .flatMap(node -> election.directives().pausesOf(node).stream())
        .mapToLong(
            pause -> {
              long until = pause.until().orElseThrow();
              long left = MILLISECONDS.toNanos(until - wallMillis);
              long length = MILLISECONDS.toNanos(until - pause.setAt());
              long unseen = seat.pauses().getOrDefault(pause, now) + length - now;
              return Math.min(left, unseen);
            })
        .filter(proof::isInForce)
        .map(left -> now + left)
        .max();
  }

  /** Why a leader changes now, for people. */
  Cause cause(String word, Optional<Actor> by, long lastSign) {
    long gap = Math.min(Millis.MOST, Math.max(0, NANOSECONDS.toMillis(now - lastSign)));
    return new Cause(word, by, OptionalLong.of(gap), wallMillis);
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
            && election.epoch() == seat.tenure().epoch()
            && proof.isAbove(election.epoch(), seat.floor());
    return mine ? Optional.empty() : Optional.of(EndReason.SUPERSEDED);
  }

  private Optional<EndReason> orderlyEnd(Seat seat, ElectionRecord election) {
    if (closing) {
      return Optional.of(EndReason.CLOSED);
    }
    if (seat.standing().isEmpty()) {
      return Optional.of(EndReason.WITHDRAWN);
    }
    if (seat.mustEnd().isPresent()) {
      return seat.mustEnd();
    }
    if (!seat.standing().get().eligible()) {
      return Optional.of(EndReason.NOT_ELIGIBLE);
    }
    return isDrained(election) ? Optional.of(EndReason.DRAINED) : Optional.empty();
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
    if (seat.holdsTenure()) {
      return new Leading(this, seat, election, self).next();
    }
    if (election.isHeldBy(self.node(), self.incarnation())) {
      boolean fresh =
          proof.isUnspent(election.epoch(), seat.spent())
              && proof.isAbove(election.epoch(), seat.floor());
      return fresh && seat.passing().isEmpty() && wantsToLead(seat, election)
          ? new Move.Grant(election.epoch())
          : new PassingOn(this, seat, election, self).next();
    }
    if (!stands(seat)) {
      return leave(seat, election, self);
    }
    if (wantsToLead(seat, election)) {
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

  long nextEpoch(Seat seat, ElectionRecord election) {
    return proof.nextEpoch(election, seat.version(), seat.floor());
  }

  boolean stands(Seat seat) {
    return seat.standing().isPresent() && !closing;
  }

  boolean wantsToLead(Seat seat, ElectionRecord election) {
    return stands(seat) && seat.standing().get().eligible() && !isDrained(election);
  }

  boolean isDrained(ElectionRecord election) {
    return me.filter(self -> proof.isDrained(election.directives(), self.node())).isPresent();
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
