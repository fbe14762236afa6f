package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import java.util.List;
import java.util.Locale;

/** Counts the leaderships of this node, and what was refused because one was over. */
final class Leaderships {

  private final MeterRegistry registry;

  Leaderships(MeterRegistry registry, List<String> elections) {
    this.registry = registry;
    // From the start, so that a rise from nothing is a rise.
    for (String election : elections) {
      begun(election);
      refused(election, false);
      refused(election, true);
      for (EndReason reason : EndReason.values()) {
        ended(election, reason);
      }
    }
  }

  Contender around(String election, Contender contender) {
    return new Contender() {
      @Override
      public void granted(Leadership leadership) throws Exception {
        begun(election).increment();
        contender.granted(counted(leadership));
      }

      @Override
      public void revoked(Leadership leadership, EndReason reason) throws Exception {
        ended(election, reason).increment();
        contender.revoked(counted(leadership), reason);
      }
    };
  }

  private Leadership counted(Leadership leadership) {
    return new CountedLeadership(
        leadership, refused(leadership.election(), false), refused(leadership.election(), true));
  }

  private Counter begun(String election) {
    return Counter.builder("primacy.leaderships.begun")
        .description("Leaderships that were granted to this node.")
        .tag("election", election)
        .register(registry);
  }

  private Counter ended(String election, EndReason reason) {
    return Counter.builder("primacy.leaderships.ended")
        .description("Leaderships of this node that ended, by reason.")
        .tags("election", election, "reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter refused(String election, boolean ran) {
    return Counter.builder("primacy.refused.actions")
        .description(
            "Calls of whileHeld() that ended with NotLeadingException: the action did not run, or"
                + " ran past the end of the leadership.")
        .tags("election", election, "ran", ran ? "yes" : "no")
        .register(registry);
  }
}
