package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.Intervals.Interval;
import io.primacy.election.history.Timeline.Tenure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That somebody leads, in quiet times, if anybody could. */
final class LivenessProperties implements Property {

  private static final Set<String> POLITE =
      Set.of("WITHDRAWN", "CLOSED", "HANDED_OVER", "NOT_ELIGIBLE");

  private final Bounds bounds;

  LivenessProperties(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void judge(Timeline timeline, Findings findings) {
    Intervals alone = Intervals.covered(timeline.candidacies(), 1, 1);
    Map<Long, Event> released = politeEnds(timeline);
    for (Interval gap : leaderless(timeline).list()) {
      Event end = released.get(gap.from());
      if (end != null && gap.length() > bounds.release().toNanos()) {
        findings.add(
            "L2",
            "nobody led for " + millis(gap) + " ms after " + end.member() + " left",
            around(timeline, gap));
      } else if (gap.length() > bounds.failover().toNanos()) {
        boolean one =
            new Intervals(List.of(gap))
                .and(alone).list().stream()
                    .anyMatch(time -> time.length() > bounds.failover().toNanos());
        findings.add(
            one ? "L9" : "L1",
            one
                ? "the only candidate did not lead for " + millis(gap) + " ms"
                : "nobody led for " + millis(gap) + " ms",
            around(timeline, gap));
      }
    }
  }

  /** The quiet times in which somebody could have led and nobody did. */
  Intervals leaderless(Timeline timeline) {
    Intervals led = Intervals.union(timeline.tenures().stream().map(Tenure::interval).toList());
    return led.outside(timeline.whole())
        .and(Intervals.union(timeline.candidacies()))
        .and(timeline.quiet(bounds.settle().toNanos()));
  }

  /* By the moment at which they were told. */
  private static Map<Long, Event> politeEnds(Timeline timeline) {
    Map<Long, Event> ends = new HashMap<>();
    timeline.of(Kind.REVOKED).stream()
        .filter(end -> POLITE.contains(end.detail()))
        .forEach(end -> ends.put(end.begin(), end));
    return ends;
  }

  /* The last thing that leaders were told before, and the first after. */
  private static List<Event> around(Timeline timeline, Interval gap) {
    List<Event> told = timeline.of(Kind.GRANTED, Kind.REVOKED, Kind.STOOD);
    List<Event> found = new ArrayList<>();
    told.stream()
        .filter(event -> event.begin() <= gap.from())
        .max(Comparator.comparingLong(Event::begin))
        .ifPresent(found::add);
    told.stream().filter(event -> event.begin() >= gap.to()).findFirst().ifPresent(found::add);
    return found;
  }

  private static long millis(Interval gap) {
    return gap.length() / 1_000_000;
  }
}
