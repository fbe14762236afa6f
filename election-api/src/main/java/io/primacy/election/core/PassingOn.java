package io.primacy.election.core;

import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a node that holds an election and does not lead it (any more) gives it on: one write, to a
 * named candidate or to nobody. Pure, as the {@link Rules} it is a part of.
 */
record PassingOn(Rules rules, Seat seat, ElectionRecord election, Me self) {

  Move next() {
    ElectionRecord base =
        rules.stands(seat)
            ? election.with(Rules.entry(seat.standing().orElseThrow(), self))
            : election.withoutCandidate(self.node());
    ElectionRecord passed =
        successor(base)
            .map(next -> passedTo(next, base))
            .orElseGet(
                () ->
                    base.released(
                        new Cause(
                            Cause.RELEASE,
                            passing().by(),
                            OptionalLong.empty(),
                            rules.wallMillis())));
    return new Move.Write(seat.version(), passed, election.epoch());
  }

  private ElectionRecord passedTo(CandidateEntry next, ElectionRecord base) {
    Passing passing = passing();
    long epoch = rules.nextEpoch(seat, election);
    Cause cause = rules.cause(passing.word(), passing.by(), seat.endedAt().orElse(rules.now()));
    return next.node().equals(self.node())
        ? base.claimedBy(next, epoch, cause)
        : base.passedTo(next, epoch, cause, passing.outcome(base.orders().request(), next.node()));
  }

  private Passing passing() {
    return seat.passing()
        .orElseGet(
            () ->
                rules.isDrained(election)
                    ? Passing.by(
                        Cause.DRAIN,
                        Optional.empty(),
                        election.directives().of(Kind.DRAIN, self.node()).map(Directive::by))
                    : Passing.by(Cause.TRANSFER, Optional.empty(), Optional.empty()));
  }

  private Optional<CandidateEntry> successor(ElectionRecord base) {
    Optional<CandidateEntry> named =
        seat.passing()
            .flatMap(Passing::target)
            .flatMap(base::candidate)
            .filter(entry -> canTakeOver(base, entry));
    if (named.isPresent()) {
      return named;
    }
    if (rules.wantsToLead(seat, base)) {
      return base.candidate(self.node());
    }
    // The best or nobody: one that was seen alive may not pass one that only just arrived. Whose
    // turn it is among those, they find out for themselves.
    return Rules.runnerUp(base, self.node())
        .filter(entry -> canTakeOver(base, entry))
        .filter(this::isFree);
  }

  /** In a pause leadership passes only if that was asked for before it. */
  private boolean isFree(CandidateEntry next) {
    Set<String> both = Set.of(self.node(), next.node());
    return seat.passing().isPresent() || rules.pauseEnds(seat, election, both).isEmpty();
  }

  private boolean canTakeOver(ElectionRecord base, CandidateEntry entry) {
    return base.mayLead(entry)
        && !entry.node().equals(self.node())
        && rules.peers().apply(entry.node()).isAlive(entry.incarnation(), rules.now());
  }
}
