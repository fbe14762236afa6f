package io.primacy.election.node.config;

import java.time.Duration;

/**
 * How a node starts and stops what it leads with: {@code primacy.lifecycle}.
 *
 * @param startLimit how long one component may take to start
 * @param stopLimit how long one component may take to stop, or to give up starting
 * @param whenStuck what is done about one that takes longer to stop
 */
public record LifecycleSettings(Duration startLimit, Duration stopLimit, WhenStuck whenStuck) {

  /** What is done when a component does not stop in time. */
  public enum WhenStuck {
    /** It is told, and this node does not lead the election again until it has stopped. */
    REPORT,
    /** The process ends at once, without closing anything. */
    HALT
  }

  /** A minute to start, ten seconds to stop, and a report. */
  public static LifecycleSettings usual() {
    return new LifecycleSettings(Duration.ofMinutes(1), Duration.ofSeconds(10), WhenStuck.REPORT);
  }
}
