package io.primacy.election.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a supervisor watches over its node: {@code primacy.watchdog}.
 *
 * @param stallLimit for how long the node may give no sign of life before it is killed
 * @param startLimit how long its first sign may take
 * @param restarts when it is started again
 * @param device the kernel's watchdog to arm, if any
 */
public record WatchdogConfig(
    Duration stallLimit, Duration startLimit, Restarts restarts, Optional<Path> device) {

  /**
   * When a node that died is started again: after a pause that doubles each time up to a longest,
   * until it died too often.
   *
   * @param most how often within a time it is started again
   * @param within that time; a node that ran for as long begins with the first pause again
   */
  public record Restarts(Duration firstPause, Duration longestPause, int most, Duration within) {}

  /** How often the node gives a sign of life. */
  public Duration beatEvery() {
    Duration tenth = stallLimit.dividedBy(10);
    Duration second = Duration.ofSeconds(1);
    return tenth.compareTo(second) > 0 ? second : tenth;
  }
}
