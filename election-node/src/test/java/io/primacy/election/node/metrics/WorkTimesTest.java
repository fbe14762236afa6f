package io.primacy.election.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.State;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkTimesTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long millis;
  private final WorkTimes times =
      new WorkTimes(registry, List.of("ledger"), () -> millis * 1_000_000);
  private State state = State.STANDBY;

  @Test
  void startingAndStoppingAreTimedFromOneStateToTheNext() {
    turn(1000, State.ACTIVATING);
    turn(1300, State.ACTIVE);
    turn(9000, State.DRAINING);
    turn(9200, State.STANDBY);

    assertEquals(300, took("primacy.activation", "active"));
    assertEquals(200, took("primacy.drain", "stopped"));
    assertEquals(2, registry.getMeters().size(), "and no other outcome");
  }

  @Test
  void whatCameToNothingIsTimedApart() {
    turn(1000, State.ACTIVATING);
    turn(1700, State.DRAINING);
    turn(1800, State.FAILED);
    turn(2000, State.STANDBY);

    assertEquals(700, took("primacy.activation", "given_up"));
    assertEquals(100, took("primacy.drain", "given_up"));
    assertEquals(0, took("primacy.activation", "active"));
    assertEquals(0, took("primacy.drain", "stopped"));
  }

  private void turn(long at, State next) {
    millis = at;
    times.changed("ledger", state(state), state(next));
    state = next;
  }

  private double took(String name, String outcome) {
    return registry
        .get(name)
        .tags("election", "ledger", "outcome", outcome)
        .timer()
        .totalTime(TimeUnit.MILLISECONDS);
  }

  private static ElectionState state(State state) {
    return new ElectionState(state, OptionalLong.empty(), Instant.EPOCH, "");
  }
}
