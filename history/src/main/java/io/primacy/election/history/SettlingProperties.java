package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.Intervals.Interval;
import io.primacy.election.history.Timeline.Tenure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** That things come to rest, in quiet times, and stay so. */
final class SettlingProperties implements Property {

  private static final Set<String> DISORDERLY =
      Set.of("LEASE_EXPIRED", "FENCED", "SUPERSEDED", "RECORD_LOST");

  private final Bounds bounds;

  SettlingProperties(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void judge(Timeline timeline, Findings findings) {
    Intervals quiet = timeline.quiet(bounds.settle().toNanos());
    theUnfitAreNotGranted(timeline, findings);
    handoversArrive(timeline, quiet, findings);
    leadersLast(timeline, quiet, findings);
    quiet.list().forEach(window -> everybodySeesTheLeader(timeline, window, findings));
  }

  private void theUnfitAreNotGranted(Timeline timeline, Findings findings) {
    Map<String, Event> unfit = new HashMap<>();
    for (Event event : timeline.of(Kind.ELIGIBLE, Kind.NOT_ELIGIBLE, Kind.GRANTED)) {
      switch (event.kind()) {
        case NOT_ELIGIBLE -> unfit.put(event.member(), event);
        case ELIGIBLE -> unfit.remove(event.member());
        default -> {
          Event said = unfit.get(event.member());
          if (said != null && event.begin() - said.end() > bounds.eligibility().toNanos()) {
            findings.add(
                "S10",
                event.member() + " was granted " + event.token() + " while it is not eligible",
                said,
                event);
          }
        }
      }
    }
  }

  private void handoversArrive(Timeline timeline, Intervals quiet, Findings findings) {
    TreeMap<Long, Event> grants = new TreeMap<>();
    timeline.grants().forEach(grant -> grants.putIfAbsent(grant.token(), grant));
    for (Event handover : timeline.of(Kind.HANDED_OVER)) {
      long limit = handover.end() + bounds.release().toNanos();
      Interval needed = new Interval(handover.begin(), limit);
      Map.Entry<Long, Event> next = grants.higherEntry(handover.token());
      boolean late = next == null || next.getValue().begin() > limit;
      if (late && quiet.list().stream().anyMatch(window -> window.contains(needed))) {
        findings.add(
            "L4",
            handover.member() + " handed over to " + handover.detail() + ", which did not begin",
            handover);
      }
    }
  }

  /* Long after the last fault the leases are renewed, and nobody takes leadership away. */
  private void leadersLast(Timeline timeline, Intervals quiet, Findings findings) {
    long patience = bounds.failover().toNanos();
    Iterator<Interval> windows = quiet.list().iterator();
    Interval window = new Interval(Long.MIN_VALUE, Long.MIN_VALUE);
    for (Event end : timeline.of(Kind.REVOKED)) {
      while (window.to() <= end.begin() && windows.hasNext()) {
        window = windows.next();
      }
      boolean calm = window.from() + patience < end.begin() && end.begin() < window.to();
      if (calm && DISORDERLY.contains(end.detail())) {
        findings.add(
            "L7",
            end.member() + " lost token " + end.token() + " and nothing was wrong: " + end.detail(),
            end);
      }
    }
  }

  private void everybodySeesTheLeader(Timeline timeline, Interval window, Findings findings) {
    long since = window.to() - bounds.convergence().toNanos();
    Optional<Event> leader = leaderThroughout(timeline, new Interval(since, window.to()));
    if (since < window.from() || leader.isEmpty()) {
      return;
    }
    Map<String, Event> seen = new HashMap<>();
    Set<String> gone = new HashSet<>();
    for (Event event : timeline.events()) {
      if (event.begin() > window.to()) {
        break;
      }
      switch (event.kind()) {
        case SAW -> seen.put(event.member(), event);
        case CLOSED, DIED -> gone.add(event.member());
        default -> {}
      }
    }
    seen.keySet().removeAll(gone);
    seen.values().stream()
        .filter(view -> !view.detail().equals(leader.get().node()))
        .forEach(
            view ->
                findings.add(
                    "L5",
                    view.member()
                        + " still sees "
                        + (view.detail().isEmpty() ? "nobody" : view.detail())
                        + " while "
                        + leader.get().member()
                        + " leads",
                    leader.get(),
                    view));
  }

  private static Optional<Event> leaderThroughout(Timeline timeline, Interval time) {
    return timeline.tenures().stream()
        .filter(tenure -> tenure.interval().contains(time))
        .map(Tenure::grant)
        .findFirst();
  }
}
