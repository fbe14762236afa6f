package io.primacy.election.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.primacy.election.Directives;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.FencingToken;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordedChangesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Transition CLAIM = transition(3, "claim", 1500);
  private static final Transition RELEASE = transition(3, "release", -1);
  private static final Transition AGAIN = transition(4, "claim", 500);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long now = Long.MAX_VALUE - SECOND / 2;
  private final RecordedChanges changes = new RecordedChanges(registry, "ledger", () -> now);

  @Test
  void whatHappenedBeforeThisProcessIsNotItsToCount() {
    changes.changed(view(true, CLAIM, RELEASE));
    assertEquals(0, counted("claim"));
    assertEquals(0, registry.get("primacy.leaderless").counter().count());
  }

  @Test
  void eachChangeIsCountedOnceWithTheTimeNobodyLed() {
    changes.changed(view(false));
    changes.changed(view(true, CLAIM));
    changes.changed(view(true, CLAIM));
    changes.changed(view(false, CLAIM, RELEASE));
    changes.changed(view(true, RELEASE, AGAIN));

    assertEquals(2, counted("claim"));
    assertEquals(1, counted("release"));
    assertEquals(2.0, registry.get("primacy.leaderless").counter().count());
  }

  @Test
  void theTimeWithoutALeaderRunsUntilOneIsRecorded() {
    changes.changed(view(false));
    now += 2 * SECOND;
    changes.changed(view(false, CLAIM));
    now += SECOND;
    assertEquals(3, registry.get("primacy.leader.absence").gauge().value());
    changes.changed(view(true, CLAIM, AGAIN));
    assertEquals(0, registry.get("primacy.leader.absence").gauge().value());
  }

  private double counted(String cause) {
    return registry.find("primacy.transitions").tag("cause", cause).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static Transition transition(long token, String cause, long gap) {
    return new Transition(
        new FencingToken(token),
        Optional.of("n1"),
        Optional.empty(),
        cause,
        Optional.empty(),
        gap < 0 ? OptionalLong.empty() : OptionalLong.of(gap),
        token);
  }

  private static ElectionView view(boolean led, Transition... transitions) {
    return new ElectionView(
        "ledger",
        true,
        1,
        led ? Optional.of(new Holder("n1", 1)) : Optional.empty(),
        true,
        Optional.empty(),
        List.of(),
        Directives.NONE,
        Optional.empty(),
        List.of(transitions),
        List.of(),
        0);
  }
}
