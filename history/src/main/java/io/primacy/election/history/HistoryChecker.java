package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges what happened in elections: pure, over recorded events, in O(n log n).
 *
 * <p>A violation is proven by the events alone. What was not recorded is not held against anybody:
 * belief, for example, is what lies between two questions that were both answered with yes. {@code
 * docs/histories.md} lists the properties.
 */
public final class HistoryChecker {

  private static final Property SAFETY =
      (timeline, findings) -> {
        TokenProperties.ALL.judge(timeline, findings);
        BeliefProperties.ALL.judge(timeline, findings);
        CallbackProperties.ALL.judge(timeline, findings);
        ViewProperties.ALL.judge(timeline, findings);
      };

  private HistoryChecker() {}

  /** The violations of safety, which nothing excuses. */
  public static List<Violation> check(List<Event> events) {
    return judge(events, SAFETY);
  }

  /** The same, and the violations of liveness in quiet times. */
  public static List<Violation> check(List<Event> events, Bounds bounds) {
    List<Violation> violations = new ArrayList<>(check(events));
    violations.addAll(judge(events, new LivenessProperties(bounds)));
    violations.addAll(judge(events, new SettlingProperties(bounds)));
    return violations;
  }

  /**
   * The longest time in which some candidate could have led, nothing was broken, and nobody led; in
   * any of the elections.
   */
  public static Duration longestWithoutLeader(List<Event> events, Bounds bounds) {
    List<Event> faults = faults(events);
    long longest =
        byElection(events).values().stream()
            .map(ofOne -> Timeline.of(ofOne, faults))
            .flatMap(
                timeline -> new LivenessProperties(bounds).leaderless(timeline).list().stream())
            .mapToLong(Intervals.Interval::length)
            .max()
            .orElse(0);
    return Duration.ofNanos(longest);
  }

  private static List<Violation> judge(List<Event> events, Property property) {
    List<Event> faults = faults(events);
    Findings findings = new Findings(faults);
    byElection(events)
        .values()
        .forEach(ofOne -> property.judge(Timeline.of(ofOne, faults), findings));
    return findings.violations();
  }

  private static List<Event> faults(List<Event> events) {
    return events.stream()
        .filter(e -> e.kind() == Kind.FAULT_BEGAN || e.kind() == Kind.FAULT_ENDED)
        .sorted(Comparator.comparingLong(Event::begin))
        .toList();
  }

  private static Map<String, List<Event>> byElection(List<Event> events) {
    Map<String, List<Event>> elections = new TreeMap<>();
    events.stream()
        .filter(e -> e.kind() != Kind.FAULT_BEGAN && e.kind() != Kind.FAULT_ENDED)
        .forEach(e -> elections.computeIfAbsent(e.election(), n -> new ArrayList<>()).add(e));
    return elections;
  }
}
