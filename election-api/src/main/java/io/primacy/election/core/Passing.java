package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.HandoverOutcome;
import java.util.Optional;

/**
 * How leadership is to be passed on once the work here is finished.
 *
 * @param target who should lead next; empty: whoever is best
 * @param word for the history
 * @param by who asked for it, if anybody did
 * @param request the stored request it answers, if there is one
 * @param late whether what led had not finished within the drain limit
 */
record Passing(
    Optional<String> target,
    String word,
    Optional<Actor> by,
    Optional<String> request,
    boolean late) {

  static Passing by(String word, Optional<String> target, Optional<Actor> by) {
    return new Passing(target, word, by, Optional.empty(), false);
  }

  Passing late(boolean isLate) {
    return new Passing(target, word, by, request, isLate);
  }

  /** What to answer the request in a record, now that this node is the next. */
  HandoverOutcome outcome(Optional<Request> asked, String next) {
    boolean answers = request.isPresent() && request.equals(asked.map(Request::id));
    boolean meant = target.filter(node -> !node.equals(next)).isEmpty();
    if (!answers || !meant) {
      return HandoverOutcome.OVERTAKEN;
    }
    return late ? HandoverOutcome.DRAIN_TOO_LONG : HandoverOutcome.HANDED_OVER;
  }
}
