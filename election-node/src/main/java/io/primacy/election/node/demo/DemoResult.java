package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Moment;
import java.time.Duration;
import java.util.List;

/**
 * The demo, played.
 *
 * @param store what it ran on, for people
 * @param timing the times of the election
 * @param acts those that were played; after one that failed, no other is
 * @param audit the ledger, read once more
 * @param moments all that happened
 * @param took from start to end
 */
record DemoResult(
    String store,
    Timing timing,
    List<ActResult> acts,
    List<Check> audit,
    List<Moment> moments,
    Duration took) {

  DemoResult {
    acts = List.copyOf(acts);
    audit = List.copyOf(audit);
    moments = List.copyOf(moments);
  }

  /** Whether every act was played and held, and the ledger is in order. */
  boolean held() {
    return acts.size() == Act.values().length
        && acts.stream().allMatch(ActResult::held)
        && audit.stream().allMatch(Check::held);
  }
}
