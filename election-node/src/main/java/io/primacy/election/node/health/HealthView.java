package io.primacy.election.node.health;

import java.util.List;

/** How all checks of this node stand. Asked from any thread; never waits. */
@FunctionalInterface
public interface HealthView {

  /** All checks, in the order in which they were given. */
  List<CheckView> checks();
}
