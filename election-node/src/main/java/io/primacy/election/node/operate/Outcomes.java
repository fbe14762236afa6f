package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.node.console.ExitCode;

/** What came of a change of leader that was asked for. */
final class Outcomes {

  private Outcomes() {}

  /** Says it, and how the election stands afterwards; the exit code. */
  static int say(Site site, Desk desk, String election, HandoverOutcome outcome) {
    ElectionView after = desk.view(election);
    String leader = after.leader().map(ElectionView.Holder::node).orElse("nobody");
    site.say(
        (outcome.isDone() ? "Done: " : "Not done: ")
            + outcome.sentence()
            + ". "
            + election
            + " is led by "
            + leader
            + after.token().map(token -> ", token " + token).orElse("")
            + ".",
        Reports.done(election, "handover")
            .put("done", outcome.isDone())
            .put("outcome", outcome.name())
            .put("leader", after.leader().map(ElectionView.Holder::node).orElse(null))
            .put("token", after.token().map(token -> token.value()).orElse(null)));
    return outcome.isDone() ? ExitCode.OK : ExitCode.NO;
  }
}
