package io.primacy.election.core;

import io.primacy.election.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator asks of the leader there is, as stored. It is open until an {@link Answer} with
 * its id takes its place, which every change of leader does.
 *
 * @param id drawn by whoever asks
 * @param want what is asked
 * @param target who should lead next; empty: whoever is best
 * @param coolDownMillis how long the one that leads now should not lead again
 * @param others values of a later version, kept as they are
 */
record Request(
    String id,
    Want want,
    Optional<String> target,
    long coolDownMillis,
    Actor by,
    long setAt,
    Map<String, String> others) {

  enum Want {
    /** Hand over to the target. */
    HANDOVER,
    /** Hand over to whoever is best, and stay a candidate. */
    STEP_DOWN,
    /** The same, and stand no more. */
    WITHDRAW
  }

  /** Longer than that, a node is drained instead. */
  static final Duration LONGEST_COOL_DOWN = Duration.ofHours(1);

  static Duration requireCoolDown(Duration coolDown) {
    if (coolDown.isNegative() || coolDown.compareTo(LONGEST_COOL_DOWN) > 0) {
      throw new IllegalArgumentException(
          "A cool-down of "
              + coolDown.toSeconds()
              + " s: write 0 to "
              + LONGEST_COOL_DOWN.toMinutes()
              + " min, or drain the node.");
    }
    return coolDown;
  }

  Request {
    others = Map.copyOf(others);
  }
}
