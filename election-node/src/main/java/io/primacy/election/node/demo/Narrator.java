package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import java.util.List;

/** Tells the demo while it is played. Calls come one at a time, except for {@link #moment}. */
interface Narrator {

  void opening(DemoStore store, Timing timing);

  void begins(Act act);

  /** Called on several threads, one at a time. */
  void moment(Moment moment);

  void judged(ActResult result);

  void audited(List<Check> checks);

  void ends(DemoResult result);
}
