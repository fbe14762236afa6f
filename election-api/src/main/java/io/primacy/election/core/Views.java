package io.primacy.election.core;

import io.primacy.election.ElectionView;
import io.primacy.election.FencingToken;
import java.util.Optional;

/** Records as everybody may see them. */
final class Views {

  private Views() {}

  static ElectionView of(String name, long version, Optional<ElectionRecord> record, long now) {
    ElectionRecord election = record.orElse(ElectionRecord.EMPTY);
    return new ElectionView(
        name,
        record.isPresent(),
        version,
        election
            .holder()
            .map(holder -> new ElectionView.Holder(holder.node(), holder.incarnation())),
        election.holder().filter(ElectionRecord.Holder::confirmed).isPresent(),
        election.epoch() > 0 ? Optional.of(new FencingToken(election.epoch())) : Optional.empty(),
        election.inPrecedence().stream().map(Views::candidate).toList(),
        election.directives(),
        election.orders().request().map(Views::request),
        election.transitions().stream()
            .filter(transition -> transition.token() > 0)
            .map(Views::transition)
            .toList(),
        election.orders().lifted().stream().map(Views::lifted).toList(),
        now);
  }

  private static ElectionView.Request request(Request asked) {
    return new ElectionView.Request(
        asked.id(), OrdersText.word(asked.want()), asked.target(), asked.by(), asked.setAt());
  }

  private static ElectionView.Lifted lifted(LiftedEntry entry) {
    return new ElectionView.Lifted(entry.kind(), entry.node(), entry.by(), entry.wallMillis());
  }

  private static ElectionView.Candidate candidate(CandidateEntry entry) {
    return new ElectionView.Candidate(
        entry.node(),
        entry.incarnation(),
        entry.priority(),
        entry.eligible(),
        entry.arrival(),
        entry.attributes());
  }

  private static ElectionView.Transition transition(TransitionEntry entry) {
    Cause cause = entry.cause();
    return new ElectionView.Transition(
        new FencingToken(entry.token()),
        entry.node(),
        entry.from(),
        cause.word(),
        cause.by(),
        cause.gapMillis(),
        cause.wallMillis());
  }
}
