package io.primacy.election.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.history.Event.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A bad history for each property of liveness, and good ones that come close. */
class LivenessTest {

  private static final Bounds BOUNDS =
      new Bounds(
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(80),
          Duration.ofMillis(10));

  private final Recorded history = new Recorded();

  @Test
  void aTimeWithoutALeaderIsFound() {
    history.stand("a#1", "b#1").passMillis(400).grant("a#1", 1);
    history.hasViolations(BOUNDS, "L1: nobody led for 400 ms");
    assertEquals(400, HistoryChecker.longestWithoutLeader(history.events(), BOUNDS).toMillis());
  }

  @Test
  void aTimeWithoutALeaderUnderAFaultIsFine() {
    history.stand("a#1", "b#1").fault(Kind.FAULT_BEGAN, "stop").passMillis(400);
    history.fault(Kind.FAULT_ENDED, "stop").passMillis(350).grant("a#1", 1);
    history.hasViolations(BOUNDS);
    assertEquals(250, HistoryChecker.longestWithoutLeader(history.events(), BOUNDS).toMillis());
  }

  @Test
  void aTimeWithoutALeaderAfterAFaultIsFound() {
    history.stand("a#1", "b#1").fault(Kind.FAULT_BEGAN, "stop").passMillis(400);
    history.fault(Kind.FAULT_ENDED, "stop").passMillis(450).grant("a#1", 1);
    history.hasViolations(BOUNDS, "L1: nobody led for 350 ms");
  }

  @Test
  void aTimeWithoutALeaderAndWithoutCandidatesIsFine() {
    history.stand("a#1").add("a#1", Kind.NOT_ELIGIBLE, 0).passMillis(400);
    history.add("a#1", Kind.ELIGIBLE, 0).grant("a#1", 1).hasViolations(BOUNDS);
  }

  @Test
  void aPoliteLeaderThatIsNotFollowedSoonIsFound() {
    history.stand("a#1", "b#1").lead("a#1", 1).passMillis(100).grant("b#1", 2);
    history.hasViolations(BOUNDS, "L2: nobody led for 100 ms after a#1 left");
  }

  @Test
  void aHandoverThatNeverArrivesIsFound() {
    history.stand("a#1", "b#1").grant("a#1", 1);
    history.add("a#1", Kind.HANDED_OVER, 1, Event.NONE, "b").passMillis(100);
    history
        .add("a#1", Kind.HELD, 1)
        .hasViolations(BOUNDS, "L4: a#1 handed over to b, which did not begin");
  }

  @Test
  void whoeverSeesAnOldLeaderForLongIsFound() {
    history.stand("a#1", "b#1", "c#1").lead("a#1", 1).add("c#1", Kind.SAW, 1, Event.NONE, "a");
    history.grant("b#1", 2).passMillis(100).add("b#1", Kind.HELD, 2);
    history.hasViolations(BOUNDS, "L5: c#1 still sees a while b#1 leads");
  }

  @Test
  void whoeverIsGoneNeedSeeNothing() {
    history.stand("a#1", "b#1", "c#1").lead("a#1", 1).add("c#1", Kind.SAW, 1, Event.NONE, "a");
    history.add("c#1", Kind.DIED, 0).grant("b#1", 2).passMillis(100).add("b#1", Kind.HELD, 2);
    history.hasViolations(BOUNDS);
  }

  @Test
  void aCallThatTakesLongIsFound() {
    history
        .at(10_000_000, 40_000_000, "a#1", Kind.CALLED, 0, 20_000_000, "close")
        .hasViolations(BOUNDS, "L6: a#1: close took 30 ms, more than 20");
  }

  @Test
  void aLeaseThatRunsOutInQuietTimesIsFound() {
    history.stand("a#1", "b#1").grant("a#1", 1).passMillis(400).end("a#1", 1, "LEASE_EXPIRED");
    history
        .grant("b#1", 2)
        .hasViolations(BOUNDS, "L7: a#1 lost token 1 and nothing was wrong: LEASE_EXPIRED");
  }

  @Test
  void aLeaseThatRunsOutSoonAfterAFaultIsFine() {
    history.stand("a#1", "b#1").grant("a#1", 1).fault(Kind.FAULT_BEGAN, "stop");
    history.fault(Kind.FAULT_ENDED, "stop").passMillis(350).end("a#1", 1, "LEASE_EXPIRED");
    history.grant("b#1", 2).hasViolations(BOUNDS);
  }

  @Test
  void anEndThatWasAskedForIsFine() {
    history.stand("a#1", "b#1").grant("a#1", 1).passMillis(400);
    history.end("a#1", 1, "CONTENDER_FAILED").grant("b#1", 2).hasViolations(BOUNDS);
  }

  @Test
  void theOnlyCandidateThatDoesNotLeadIsFound() {
    history.stand("a#1", "b#1").grant("b#1", 1).end("b#1", 1, "FENCED");
    history.add("b#1", Kind.CLOSED, 0).passMillis(400);
    history.grant("a#1", 2).hasViolations(BOUNDS, "L9: the only candidate did not lead for 400 ms");
  }

  @Test
  void whoeverIsNotEligibleAndLeadsIsFound() {
    history.stand("a#1", "b#1").add("a#1", Kind.NOT_ELIGIBLE, 0).passMillis(20).grant("a#1", 1);
    history.hasViolations(BOUNDS, "S10: a#1 was granted 1 while it is not eligible");
  }
}
