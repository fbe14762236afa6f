package io.primacy.election.core;

import java.util.HashMap;
import java.util.Map;

/**
 * A resource that leaders enter with their tokens, and that outlives the store: each token above
 * all before it, or not at all.
 */
final class SimLedger {

  private final Map<String, Long> highest = new HashMap<>();

  /** Whether the token was taken: the leader may begin. */
  boolean enter(String election, long token) {
    if (token <= floor(election)) {
      return false;
    }
    highest.put(election, token);
    return true;
  }

  /** The highest token that was taken, 0 before the first. */
  long floor(String election) {
    return highest.getOrDefault(election, 0L);
  }
}
