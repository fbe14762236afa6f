package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The violations found so far, each with as little of the history as shows it. */
final class Findings {

  private final List<Event> faults;
  private final List<Violation> violations = new ArrayList<>();

  Findings(List<Event> faults) {
    this.faults = faults;
  }

  List<Violation> violations() {
    return violations;
  }

  void add(String property, String sentence, Event... evidence) {
    add(property, sentence, List.of(evidence));
  }

  void add(String property, String sentence, List<Event> evidence) {
    long from = evidence.stream().mapToLong(Event::begin).min().orElse(0);
    long to = evidence.stream().mapToLong(Event::end).max().orElse(0);
    List<Event> excerpt =
        Stream.concat(evidence.stream(), underWay(from, to).stream())
            .distinct()
            .sorted(Comparator.comparingLong(Event::begin))
            .toList();
    violations.add(new Violation(property, sentence, excerpt));
  }

  /* Those that began before the end and were not repaired before the beginning. */
  private List<Event> underWay(long from, long to) {
    List<Event> found = new ArrayList<>();
    for (Event fault : faults) {
      if (fault.begin() > to) {
        break;
      }
      if (fault.kind() == Kind.FAULT_BEGAN) {
        found.add(fault);
      } else if (fault.end() < from) {
        found.removeIf(began -> began.detail().equals(fault.detail()));
      } else {
        found.add(fault);
      }
    }
    return found;
  }
}
