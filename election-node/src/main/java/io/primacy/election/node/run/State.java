package io.primacy.election.node.run;

import java.util.Locale;

/** How far a node is with the work of one election. */
public enum State {

  /** It does not stand, or may not lead for now. */
  PASSIVE,

  /** It stands, and another node leads or nobody does. */
  STANDBY,

  /** It was elected, and its work is being started. */
  ACTIVATING,

  /** It was elected, and its work has started. */
  ACTIVE,

  /** Its work is being stopped. */
  DRAINING,

  /** Its work could not be started, or did not stop. */
  FAILED;

  /** The state as JSON and metrics write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
