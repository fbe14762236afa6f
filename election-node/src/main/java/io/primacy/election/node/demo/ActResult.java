package io.primacy.election.node.demo;

import io.primacy.election.node.lab.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an act went.
 *
 * @param act which
 * @param begin and {@code end}: from the start of the demo
 * @param episode what happened in it
 * @param checks what had to hold
 * @param failure why it could not be played to its end; empty if it was
 */
record ActResult(
    Act act,
    Duration begin,
    Duration end,
    Episode episode,
    List<Check> checks,
    Optional<String> failure) {

  ActResult {
    checks = List.copyOf(checks);
  }

  boolean held() {
    return failure.isEmpty() && checks.stream().allMatch(Check::held);
  }
}
