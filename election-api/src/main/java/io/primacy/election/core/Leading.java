package io.primacy.election.core;

import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Peer.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a leader does besides leading: says that it leads, answers what it is asked, strikes
 * candidates that are proven gone, gives way to a better one. Pure, as the {@link Rules} it is a
 * part of.
 *
 * <p>A candidate is struck on the same proof on which a leader is taken over from, and its slot is
 * fenced by the same rule. So nobody waits for long for one that is dead.
 */
record Leading(Rules rules, Seat seat, ElectionRecord election, Me self) {

  Move next() {
    ElectionRecord tidy = tidy();
    if (!tidy.equals(election)) {
      return new Move.Write(seat.version(), tidy);
    }
    Map<String, Long> silentAt = new HashMap<>();
    for (CandidateEntry other : others()) {
      Verdict verdict = judge(other);
      if (verdict instanceof Verdict.Fenceable fenceable) {
        return new Move.Fence(other.node(), fenceable);
      }
      if (verdict instanceof Verdict.MayLead mayLead) {
        silentAt.put(other.node(), mayLead.until());
      }
    }
    Optional<Move> givingWay =
        election
            .candidate(self.node())
            .flatMap(own -> new GivingWay(rules, seat, election, own).next());
    if (givingWay.isPresent() && !(givingWay.get() instanceof Move.Rest)) {
      return givingWay.get();
    }
    long until = givingWay.map(rest -> ((Move.Rest) rest).until()).orElse(Move.Rest.FOREVER);
    return new Move.Await(silentAt, until);
  }

  private ElectionRecord tidy() {
    ElectionRecord tidy =
        rules.isRecorded(seat)
            ? election
            : election.with(Rules.entry(seat.standing().orElseThrow(), self));
    if (tidy.holder().filter(holder -> !holder.confirmed()).isPresent()) {
      tidy = tidy.confirmed();
    }
    Optional<Answer> answer =
        seat.answer()
            .filter(
                a -> election.orders().request().filter(r -> r.id().equals(a.id())).isPresent());
    if (answer.isPresent()) {
      tidy = tidy.with(tidy.orders().answering(answer.get().outcome().orElseThrow()));
    }
    List<String> gone =
        others().stream()
            .filter(other -> judge(other) instanceof Verdict.Gone)
            .map(CandidateEntry::node)
            .toList();
    return gone.isEmpty() ? tidy : tidy.withoutCandidates(entry -> gone.contains(entry.node()));
  }

  private List<CandidateEntry> others() {
    return rules.othersToWatch(election, self);
  }

  private Verdict judge(CandidateEntry entry) {
    Holder as = new Holder(entry.node(), entry.incarnation(), entry.leaseMillis());
    return rules.peers().apply(entry.node()).judge(as, rules.proof(), rules.timing(), rules.now());
  }
}
