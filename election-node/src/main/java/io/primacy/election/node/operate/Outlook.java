package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.NodeView;
import io.primacy.election.node.run.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would become of one election without a node, as far as the records tell: who would follow,
 * or why nobody would.
 *
 * @param sessions of the nodes in it
 * @param clock to tell whether a session or a pause is over; for people, never for safety
 */
record Outlook(ElectionView view, Map<String, NodeView> sessions, Clock clock) {

  private static final String NO_REASON = "; its application has to say otherwise.";

  boolean isLedBy(String node) {
    return view.leader().filter(leader -> leader.node().equals(node)).isPresent();
  }

  /** Whether a candidate has an open session that is renewed in time. */
  boolean isAlive(Candidate candidate) {
    NodeView session = sessions.get(candidate.node());
    if (session == null || !session.open() || session.incarnation() != candidate.incarnation()) {
      return false;
    }
    return session.renewedAt().isEmpty()
        || clock.millis() - session.renewedAt().getAsLong() < session.lease().toMillis();
  }

  /** Who would follow a node that stops politely. */
  Optional<Candidate> successorOf(String node) {
    return view.candidates().stream()
        .filter(candidate -> !candidate.node().equals(node))
        .filter(view::mayLead)
        .filter(this::isAlive)
        .findFirst();
  }

  /** A pause that would keep anybody from following. */
  Optional<Directive> pause(String node) {
    return view.directives().pausesOf(node).stream()
        .filter(pause -> pause.until().orElseThrow() > clock.millis())
        .findFirst();
  }

  /** Why a candidate would not lead now, if it would not. */
  Optional<String> whyNot(Candidate candidate) {
    String node = candidate.node();
    if (isLedBy(node)) {
      return Optional.empty();
    }
    Optional<Directive> drain = view.directives().of(Directive.Kind.DRAIN, node);
    if (drain.isPresent()) {
      return Optional.of(
          node
              + " may not lead: "
              + drain.get().by().name()
              + " drained it ("
              + drain.get().by().reason()
              + "). 'undrain "
              + node
              + "' would change that.");
    }
    if (!candidate.eligible()) {
      return Optional.of(
          node
              + " says that it may not lead for now"
              + health(candidate).map(why -> ": " + why + ".").orElse(NO_REASON));
    }
    if (!isAlive(candidate)) {
      return Optional.of(
          node
              + " does not renew its session ("
              + session(node)
              + "): it is dead, frozen or cut off from the store.");
    }
    return Optional.of(
        node
            + " could lead and is number "
            + (place(node) + 1)
            + " in line (priority "
            + view.directives().priority(node, candidate.priority())
            + (view.directives().isPreferred(node) ? ", preferred" : "")
            + "). It follows when the leader goes, or by 'handover "
            + view.election()
            + " "
            + node
            + "'.");
  }

  /** What a candidate says about not being well, if it says anything. */
  static Optional<String> health(Candidate candidate) {
    return Optional.ofNullable(candidate.attributes().get(Standing.HEALTH));
  }

  String session(String node) {
    NodeView session = sessions.get(node);
    return session == null ? "never seen" : Words.session(session, clock);
  }

  /* Of those that do not lead, from 0. */
  private int place(String node) {
    List<String> others =
        view.candidates().stream().map(Candidate::node).filter(name -> !isLedBy(name)).toList();
    return others.indexOf(node);
  }
}
