package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long starting and stopping the work took, from one state to the next. */
final class WorkTimes implements NodeStates.Listener {

  private final MeterRegistry registry;
  private final LongSupplier nanos;
  private final Map<String, Long> changedAt = new ConcurrentHashMap<>();

  WorkTimes(MeterRegistry registry, List<String> elections, LongSupplier nanos) {
    this.registry = registry;
    this.nanos = nanos;
    for (String election : elections) {
      activation(election, State.ACTIVE);
      drain(election, State.STANDBY);
    }
  }

  @Override
  public void changed(String election, ElectionState before, ElectionState now) {
    long at = nanos.getAsLong();
    Long since = changedAt.put(election, at);
    if (since == null || before.state() == now.state()) {
      return;
    }
    if (before.state() == State.ACTIVATING) {
      activation(election, now.state()).record(at - since, TimeUnit.NANOSECONDS);
    } else if (before.state() == State.DRAINING) {
      drain(election, now.state()).record(at - since, TimeUnit.NANOSECONDS);
    }
  }

  private Timer activation(String election, State then) {
    String outcome = then == State.ACTIVE ? "active" : "given_up";
    return timer("primacy.activation", "Starting the work of a leader.", election, outcome);
  }

  private Timer drain(String election, State then) {
    String outcome = then == State.FAILED ? "given_up" : "stopped";
    return timer("primacy.drain", "Stopping the work of a leader.", election, outcome);
  }

  private Timer timer(String name, String what, String election, String outcome) {
    return Timer.builder(name)
        .description(what)
        .tags("election", election, "outcome", outcome)
        .register(registry);
  }
}
