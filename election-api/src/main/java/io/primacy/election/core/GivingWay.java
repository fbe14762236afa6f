package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import io.primacy.election.Directives;
import io.primacy.election.EndReason;
import io.primacy.election.Failback;
import io.primacy.election.core.Seat.Better;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Failback: when a leader gives way to a candidate that outranks it, without being asked. Pure, as
 * the {@link Rules} it is a part of.
 *
 * <p>That candidate must have been seen eligible and alive for the hold-off, on this process'
 * monotonic clock; a new incarnation begins anew. How many moves an hour has seen is counted by
 * wall clocks, which may let one more happen or none, but never two within a hold-off.
 */
record GivingWay(Rules rules, Seat seat, ElectionRecord election, CandidateEntry own) {

  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  /** What to do about it, if anything. */
  Optional<Move> next() {
    Failback failback = seat.standing().orElseThrow().failback();
    Optional<CandidateEntry> better = failback.isWanted() ? better() : Optional.empty();
    if (better.isEmpty()) {
      return seat.better().isEmpty()
          ? Optional.empty()
          : Optional.of(new Move.Note(seat.betterSince(Optional.empty())));
    }
    if (seat.better().filter(noted -> noted.is(better.get())).isEmpty()) {
      Better noted = Better.of(better.get(), rules.now());
      return Optional.of(new Move.Note(seat.betterSince(Optional.of(noted))));
    }
    long due = rules.proof().holdOffEnds(seat.better().orElseThrow().since(), failback);
    long overdrawn = TimeUnit.MILLISECONDS.toNanos(overdrawnFor(failback));
    if (rules.now() - due < 0 || overdrawn > 0) {
      long free = rules.now() + overdrawn;
      return Optional.of(new Move.Rest(due - free > 0 ? due : free));
    }
    Peer peer = rules.peers().apply(better.get().node());
    if (peer.lastSign() - due < 0) {
      // Nothing is given up for one that may have died since.
      return Optional.of(new Move.Rest(rules.now() + rules.timing().renewEvery().toNanos() / 4));
    }
    Passing passing =
        Passing.by(Cause.FAILBACK, Optional.of(better.get().node()), outranked(better.get()));
    return Optional.of(new Move.Note(seat.endWith(EndReason.HANDED_OVER, Optional.of(passing))));
  }

  private Optional<CandidateEntry> better() {
    return election.inPrecedence().stream()
        .filter(election::mayLead)
        .findFirst()
        .filter(entry -> election.outranks(entry, own))
        .filter(
            entry -> rules.peers().apply(entry.node()).isAlive(entry.incarnation(), rules.now()))
        .filter(
            entry -> rules.pauseEnds(seat, election, Set.of(own.node(), entry.node())).isEmpty());
  }

  /** Who laid down that it comes first, if that is not just configured. */
  private Optional<Actor> outranked(CandidateEntry better) {
    Directives directives = election.directives();
    return directives
        .of(Kind.PREFER, better.node())
        .or(() -> directives.of(Kind.PRIORITY, better.node()))
        .or(() -> directives.of(Kind.PRIORITY, own.node()))
        .map(Directive::by);
  }

  /** For how many milliseconds no move is left in this hour. */
  private long overdrawnFor(Failback failback) {
    List<Long> ages =
        election.orders().failbacks().stream()
            .map(at -> rules.wallMillis() - at)
            .filter(age -> Math.abs(age) < HOUR)
            .sorted()
            .toList();
    return ages.size() < failback.movesPerHour() ? 0 : HOUR - ages.get(failback.movesPerHour() - 1);
  }
}
