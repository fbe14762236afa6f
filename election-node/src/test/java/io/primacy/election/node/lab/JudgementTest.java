package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.history.Bounds;
import io.primacy.election.history.Event;
import io.primacy.election.history.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a campaign makes of histories; each property is tested where the checker is. */
class JudgementTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Event> events = new ArrayList<>();

  @Test
  void aWholeLeadershipHolds() {
    add(0, Kind.STOOD, "n1#1", 0).add(1, Kind.GRANTED, "n1#1", 1).add(2, Kind.HELD, "n1#1", 1);
    add(3, Kind.GRANTED_RETURNED, "n1#1", 1).add(4, Kind.HELD, "n1#1", 1);

    assertEquals(List.of(), failed());
  }

  @Test
  void nothingProvesNothing() {
    assertEquals(2, failed().size());
  }

  @Test
  void twoBeliefsAreAgainstSafetyAndTold() {
    add(0, Kind.STOOD, "n1#1", 0).add(0, Kind.STOOD, "n2#1", 0);
    add(1, Kind.HELD, "n1#1", 1).add(2, Kind.HELD, "n2#1", 2);
    add(3, Kind.HELD, "n1#1", 1).add(4, Kind.HELD, "n2#1", 2);

    List<Check> failed = failed();

    assertEquals(1, failed.size());
    assertTrue(failed.get(0).claim().contains("safety"), failed::toString);
    assertTrue(failed.get(0).found().contains("S2: n1#1 with token 1 and n2#1"), failed::toString);
  }

  @Test
  void aLongTimeWithoutALeaderIsAgainstLiveness() {
    add(0, Kind.STOOD, "n1#1", 0).add(1, Kind.GRANTED, "n1#1", 1).add(2, Kind.HELD, "n1#1", 1);
    add(3, Kind.GRANTED_RETURNED, "n1#1", 1).add(4, Kind.DIED, "n1#1", 0);
    add(5, Kind.STOOD, "n2#1", 0).add(30 * SECOND, Kind.GRANTED, "n2#1", 2);

    List<Check> failed = failed();

    assertEquals(1, failed.size());
    assertTrue(failed.get(0).claim().contains("liveness"), failed::toString);
    assertTrue(failed.get(0).found().contains("L9"), failed::toString);
  }

  private List<Check> failed() {
    return Judgement.of(events, Bounds.ofLease(Duration.ofSeconds(1))).stream()
        .filter(check -> !check.held())
        .toList();
  }

  private JudgementTest add(long at, Kind kind, String member, long token) {
    events.add(Event.at(at, member, "ledger", kind, token, ""));
    return this;
  }
}
