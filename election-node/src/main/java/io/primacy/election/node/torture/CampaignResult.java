package io.primacy.election.node.torture;

import io.primacy.election.node.lab.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A campaign, fought.
 *
 * @param store what it ran on, for people
 * @param schedule what it played
 * @param windows how many times something was broken
 * @param faults how often each was done
 * @param figures what was counted
 * @param longestRecovery from the end of the last fault of a window to a leader's appends, at most;
 *     the start of processes included
 * @param checks what had to hold
 * @param failure why it ended early; empty if it did not
 * @param took from start to end
 */
record CampaignResult(
    String store,
    Schedule schedule,
    int windows,
    Map<String, Integer> faults,
    Tally.Figures figures,
    Duration longestRecovery,
    List<Check> checks,
    Optional<String> failure,
    Duration took) {

  /** Whether there was something to see, and nothing was violated. */
  boolean held() {
    return failure.isEmpty() && windows > 0 && checks.stream().allMatch(Check::held);
  }
}
