package io.primacy.election.core;

import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Peer.Verdict;
import io.primacy.election.core.Seat.Vacancy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a candidate comes to lead: is the holder gone, and is it this candidate's turn. Pure, as the
 * {@link Rules} it is a part of.
 */
record Claim(Rules rules, Seat seat, ElectionRecord election, Me self) {

  Move next() {
    OptionalLong pauseEnds = rules.pauseEnds(seat, election, concerned());
    if (pauseEnds.isPresent()) {
      return seat.vacancy().isPresent()
          ? new Move.Note(
              seat.vacantSince(Optional.empty())) // Turns are counted from the end of the pause.
          : new Move.Rest(pauseEnds.getAsLong());
    }
    if (election.holder().isPresent()) {
      Verdict verdict = judge(election.holder().get());
      if (verdict instanceof Verdict.MayLead mayLead) {
        return mayLead.unlessRenewed()
            ? new Move.Await(election.holder().get().node(), mayLead.until())
            : new Move.Rest(mayLead.until());
      }
      if (verdict instanceof Verdict.Fenceable fenceable) {
        return new Move.Fence(election.holder().get().node(), fenceable);
      }
      if (verdict instanceof Verdict.Unseen) {
        return new Move.Await(election.holder().get().node(), Move.Rest.FOREVER);
      }
    }
    Optional<Vacancy> vacancy = seat.vacancy().filter(v -> v.concerns(election));
    if (vacancy.isEmpty()) {
      Vacancy noted = new Vacancy(election.epoch(), election.holder(), rules.now());
      return new Move.Note(seat.vacantSince(Optional.of(noted)));
    }
    ElectionRecord standing = standing();
    long turn = turn(vacancy.get().since(), standing);
    if (rules.now() - turn < 0) {
      return new Move.Rest(turn);
    }
    CandidateEntry own = standing.candidate(self.node()).orElseThrow();
    Cause cause = rules.cause(Cause.CLAIM, Optional.empty(), lastSign(vacancy.get()));
    return new Move.Write(
        seat.version(), standing.claimedBy(own, rules.nextEpoch(seat, election), cause));
  }

  private Set<String> concerned() {
    Set<String> nodes = new HashSet<>(Set.of(self.node()));
    election.holder().map(Holder::node).ifPresent(nodes::add);
    return nodes;
  }

  /* Of a leader that was lost, the last renewal; it may have led for a while after that. */
  private long lastSign(Vacancy vacancy) {
    Optional<Peer> lost =
        election.holder().map(holder -> rules.peers().apply(holder.node())).filter(Peer::seen);
    return lost.map(Peer::lastSign)
        .filter(sign -> sign - vacancy.since() < 0)
        .orElse(vacancy.since());
  }

  /** The record with this node in it and without those that are proven gone. */
  private ElectionRecord standing() {
    return election
        .with(Rules.entry(seat.standing().orElseThrow(), self))
        .withoutCandidates(
            entry ->
                !entry.node().equals(self.node())
                    && rules
                        .proof()
                        .isGone(rules.peers().apply(entry.node()).slot(), entry.incarnation()));
  }

  /** When it is this candidate's turn: each lets the ones before it go first. */
  private long turn(long vacantSince, ElectionRecord standing) {
    long before =
        standing.inPrecedence().stream()
            .takeWhile(entry -> !entry.node().equals(self.node()))
            .filter(standing::mayLead)
            .count();
    long turn = vacantSince + rules.timing().stagger().toNanos() * before;
    return election.rebornMillis() > 0
        ? turn + rules.timing().patience(Duration.ofMillis(election.rebornMillis())).toNanos()
        : turn;
  }

  private Verdict judge(Holder holder) {
    if (!holder.node().equals(self.node())) {
      return rules
          .peers()
          .apply(holder.node())
          .judge(holder, rules.proof(), rules.timing(), rules.now());
    }
    if (holder.incarnation() > self.incarnation()) {
      // Somebody took this node's slot; the next renewal will say so.
      return new Verdict.MayLead(Move.Rest.FOREVER, false);
    }
    long until =
        self.floor() <= holder.incarnation()
            ? rules.now()
            : rules.proof().patienceEnds(self.openedAt(), holder.leaseMillis(), rules.timing());
    return rules.now() - until >= 0 ? new Verdict.Gone() : new Verdict.MayLead(until, false);
  }
}
