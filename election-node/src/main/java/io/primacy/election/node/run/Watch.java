package io.primacy.election.node.run;

import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.Elections;
import io.primacy.election.FencingToken;
import java.util.Optional;

/** Tells from the views of one election who leads it, and when this node's candidacy counts. */
final class Watch implements ElectionObserver {

  private record Leader(Optional<String> node, Optional<FencingToken> token) {}

  private final Elections elections;
  private final EventSink events;

  // Both confined to the observer's calls, which come one at a time.
  private Leader last = new Leader(Optional.empty(), Optional.empty());
  private long standsSince; // Incarnation.

  Watch(Elections elections, EventSink events) {
    this.elections = elections;
    this.events = events;
  }

  @Override
  public void changed(ElectionView view) {
    // The record may still list an earlier run of this node.
    long incarnation = elections.session().incarnation();
    view.candidates().stream()
        .filter(candidate -> candidate.node().equals(elections.node()))
        .filter(candidate -> candidate.incarnation() == incarnation)
        .filter(candidate -> candidate.incarnation() != standsSince)
        .findFirst()
        .ifPresent(candidate -> stands(view.election(), candidate));
    leads(view);
  }

  private void stands(String election, Candidate own) {
    standsSince = own.incarnation();
    events.accept(
        new NodeEvent.Stands(election, own.priority(), own.eligible(), own.incarnation()));
  }

  private void leads(ElectionView view) {
    Leader leader = new Leader(view.leader().map(ElectionView.Holder::node), view.token());
    boolean changed = !leader.equals(last);
    last = leader;
    // What this node leads itself is told by its contender.
    if (changed && !leader.node().equals(Optional.of(elections.node()))) {
      events.accept(
          new NodeEvent.Sees(
              view.election(),
              leader.node().orElse(null),
              leader.token().map(FencingToken::value).orElse(null)));
    }
  }
}
