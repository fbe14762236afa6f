package io.primacy.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeliefTest {

  private static final long STILL = Belief.STOOD_STILL_NANOS;

  private final List<Interval> told = new ArrayList<>();
  private final Belief belief = new Belief(told::add);

  @Test
  void lastsFromTheReturnOfTheFirstYesToTheCallOfTheLast() {
    belief.hear(0, 5, false);
    belief.hear(10, 15, true);
    belief.hear(20, 25, true);
    belief.hear(30, 35, true);
    belief.hear(40, 45, false);
    belief.end();

    assertEquals(List.of(new Interval(15, 30)), told);
  }

  @Test
  void isNoneWithASingleYes() {
    belief.hear(10, 15, true);
    belief.hear(20, 25, false);

    assertEquals(List.of(), told);
  }

  @Test
  void leavesOutWhatTheProcessStoodStill() {
    belief.hear(10, 15, true);
    belief.hear(20, 25, true);
    belief.hear(21 + STILL, 22 + STILL, true);
    belief.hear(30 + STILL, 31 + STILL, true);
    belief.end();

    assertEquals(List.of(new Interval(15, 20), new Interval(22 + STILL, 30 + STILL)), told);
  }

  @Test
  void isSharedWhereBothHadIt() {
    List<Interval> some = List.of(new Interval(0, 10), new Interval(20, 30));
    List<Interval> others = List.of(new Interval(5, 22), new Interval(29, 40));

    assertEquals(5 + 2 + 1, Interval.shared(some, others));
    assertEquals(0, Interval.shared(some, List.of(new Interval(10, 20))));
  }
}
