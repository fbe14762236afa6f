package io.primacy.election.zookeeper;

import java.time.Duration;

/** What the session timeout a server grants says about its configuration. */
final class SessionAdvice {

  private static final int FEWEST_TICKS = 2;
  private static final int MOST_TICKS = 20;

  private SessionAdvice() {}

  /*
   * A server grants 2 to 20 of its ticks, so a timeout that was changed gives its tickTime away.
   * The tick matters because a server that is cut off from the others goes on answering reads for
   * tickTime x syncLimit.
   */
  static String sentence(Duration asked, Duration given, Duration lease) {
    boolean raised = given.compareTo(asked) > 0;
    long tick = given.toMillis() / (raised ? FEWEST_TICKS : MOST_TICKS);
    return "Asked for a session timeout of "
        + asked.toMillis()
        + " ms; the server gives "
        + given.toMillis()
        + " ms, so its tickTime is "
        + tick
        + " ms unless its "
        + (raised ? "minSessionTimeout" : "maxSessionTimeout")
        + " is set. Keep tickTime x syncLimit at half the lease of "
        + lease.toMillis()
        + " ms or less, and set election.zookeeper.session-timeout = "
        + given.toMillis()
        + "ms.";
  }
}
