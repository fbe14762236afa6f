package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Moment;
import java.util.List;

/** Tells the demo while it is played. Calls come one at a time, except for {@link #moment}. */
interface Narrator {

  void opening(LabStore store, Timing timing);

  void begins(Act act);

  /** Called on several threads, one at a time. */
  void moment(Moment moment);

  void judged(ActResult result);

  void audited(List<Check> checks);

  void ends(DemoResult result);
}
