package io.primacy.election.tck;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Operations;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An operator who gives orders through a member, and waits until they are confirmed. */
final class OperatorDesk {

  /** Who gives all of them, and why. */
  static final Actor ALICE = new Actor("alice", "patch day");

  private OperatorDesk() {}

  static void lay(TckCluster cluster, Member through, Directive directive) {
    await(cluster, "laying down", operations(through).lay(Member.LEDGER, directive));
  }

  static void lift(TckCluster cluster, Member through, Directive.Kind kind, Optional<String> node) {
    await(cluster, "lifting", operations(through).lift(Member.LEDGER, kind, node, ALICE));
  }

  static HandoverOutcome ask(TckCluster cluster, Member through, String target) {
    return await(
        cluster, "the handover", operations(through).handOver(Member.LEDGER, target, ALICE));
  }

  private static Operations operations(Member member) {
    return member.elections().operations();
  }

  private static <T> T await(TckCluster cluster, String what, CompletionStage<T> stage) {
    return cluster.patience().result(cluster.patience().eventually(), what, stage);
  }
}
