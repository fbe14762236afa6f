package io.primacy.election.tck.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How well each node is connected to a simulated store. */
final class Lines {

  /** Of one node. */
  record State(boolean losesRequests, boolean losesAnswers, Duration late) {
    static final State SOUND = new State(false, false, Duration.ZERO);
  }

  private final Map<String, State> states = new HashMap<>(); // Guarded by this.

  synchronized State of(String node) {
    return states.getOrDefault(node, State.SOUND);
  }

  synchronized void loseRequests(String node) {
    states.put(node, new State(true, of(node).losesAnswers, of(node).late));
  }

  synchronized void loseAnswers(String node) {
    states.put(node, new State(of(node).losesRequests, true, of(node).late));
  }

  synchronized void delay(String node, Duration late) {
    states.put(node, new State(of(node).losesRequests, of(node).losesAnswers, late));
  }

  synchronized void repair(String node) {
    states.remove(node);
  }
}
