package io.primacy.election.node.lifecycle;

import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.FencingToken;
import io.primacy.election.SessionView;
import io.primacy.election.node.lifecycle.Input.Outlook;
import java.util.Optional;

/** What a view of an election, and the session, say of one node. Pure. */
final class Sight {

  private Sight() {}

  static Input.Seen of(String node, SessionView session, Optional<ElectionView> view) {
    if (session.state() != SessionView.State.OPEN || view.isEmpty()) {
      // Whatever the store showed last: without a session nobody stands.
      return new Input.Seen(Long.MAX_VALUE, Outlook.MAY_NOT_LEAD, waitsFor(session));
    }
    return of(node, session.incarnation(), view.get());
  }

  private static Input.Seen of(String node, long incarnation, ElectionView view) {
    long token = view.token().map(FencingToken::value).orElse(Long.MAX_VALUE);
    // The record may still list an earlier run of this node.
    Optional<Candidate> own =
        view.candidate(node).filter(candidate -> candidate.incarnation() == incarnation);
    if (own.isEmpty()) {
      return new Input.Seen(token, Outlook.MAY_NOT_LEAD, "does not stand");
    }
    if (view.leader()
        .filter(leader -> leader.node().equals(node) && leader.incarnation() == incarnation)
        .isPresent()) {
      return new Input.Seen(token, Outlook.LEADS, "leads");
    }
    if (view.mayLead(own.get())) {
      String leader = view.leader().map(ElectionView.Holder::node).orElse("nobody");
      return new Input.Seen(token, Outlook.MAY_LEAD, leader + " leads");
    }
    String why = own.get().eligible() ? "drained" : "not eligible";
    return new Input.Seen(token, Outlook.MAY_NOT_LEAD, why);
  }

  private static String waitsFor(SessionView session) {
    return switch (session.state()) {
      case NONE -> "does not stand";
      case OPENING, OPEN -> "waits for the store";
      case REFUSED -> "refused: " + session.detail();
      case CLOSED -> "closed";
    };
  }
}
