package io.primacy.election.node.run;

import java.util.Map;

/**
 * How far this node is with the work of each election. All methods may be called from any thread,
 * and none waits.
 */
public interface NodeStates {

  /** One for each configured election, by its name; answered from memory. */
  Map<String, ElectionState> states();

  /** Tells of every later change, for the life of the node. */
  void onChange(Listener listener);

  /** Told of changes. */
  @FunctionalInterface
  interface Listener {

    /**
     * The state of an election changed. Changes of one election come one at a time and in order, on
     * the thread that made them; must be quick and must not throw.
     */
    void changed(String election, ElectionState before, ElectionState now);
  }
}
