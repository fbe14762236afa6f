package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.Intervals.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened in one election, in the order in which it began.
 *
 * @param events of the election
 * @param faults of the whole history
 * @param whole from its first event to the end of its last
 */
record Timeline(List<Event> events, List<Event> faults, Interval whole) {

  /** A time in which a contender was told that it leads, and not yet that it no longer does. */
  record Tenure(Event grant, long to) {
    Interval interval() {
      return new Interval(grant.begin(), to);
    }
  }

  static Timeline of(List<Event> ofElection, List<Event> faults) {
    List<Event> inOrder =
        ofElection.stream().sorted(Comparator.comparingLong(Event::begin)).toList();
    long first = inOrder.stream().mapToLong(Event::begin).min().orElse(0);
    long last = inOrder.stream().mapToLong(Event::end).max().orElse(0);
    return new Timeline(inOrder, faults, new Interval(first, last));
  }

  List<Event> of(Kind... kinds) {
    Set<Kind> wanted = EnumSet.copyOf(Arrays.asList(kinds));
    return events.stream().filter(event -> wanted.contains(event.kind())).toList();
  }

  /** The grants, in the order in which they were told. */
  List<Event> grants() {
    return of(Kind.GRANTED);
  }

  List<Tenure> tenures() {
    Map<String, Event> open = new HashMap<>();
    List<Tenure> tenures = new ArrayList<>();
    for (Event event : of(Kind.GRANTED, Kind.REVOKED, Kind.CLOSED, Kind.DIED)) {
      Event grant = open.remove(event.member());
      if (grant != null) {
        tenures.add(new Tenure(grant, event.begin()));
      }
      if (event.kind() == Kind.GRANTED) {
        open.put(event.member(), event);
      }
    }
    open.values().forEach(grant -> tenures.add(new Tenure(grant, whole.to())));
    return tenures;
  }

  /** The times in which each member stood and could have led. */
  List<Interval> candidacies() {
    Map<String, Event> standing = new HashMap<>();
    Set<String> unfit = new java.util.HashSet<>();
    Map<String, Long> since = new HashMap<>();
    List<Interval> found = new ArrayList<>();
    for (Event event : events) {
      String member = event.member();
      switch (event.kind()) {
        case STOOD -> standing.put(member, event);
        case WITHDRAWN, CLOSED, DIED -> standing.remove(member);
        case NOT_ELIGIBLE -> unfit.add(member);
        case ELIGIBLE -> unfit.remove(member);
        default -> {
          continue;
        }
      }
      boolean could = standing.containsKey(member) && !unfit.contains(member);
      if (could) {
        since.putIfAbsent(member, event.end());
      } else if (since.containsKey(member)) {
        found.add(new Interval(since.remove(member), event.begin()));
      }
    }
    since.values().forEach(from -> found.add(new Interval(from, whole.to())));
    return found;
  }

  /** The times without a fault, each of which begins so long after the last repair. */
  Intervals quiet(long settleNanos) {
    List<Interval> disturbed = new ArrayList<>();
    Map<String, List<Event>> open = new HashMap<>();
    for (Event fault : faults) {
      List<Event> same = open.computeIfAbsent(fault.detail(), detail -> new ArrayList<>());
      if (fault.kind() == Kind.FAULT_BEGAN) {
        same.add(fault);
      } else if (!same.isEmpty()) {
        long to = fault.end() + settleNanos;
        disturbed.add(new Interval(same.remove(same.size() - 1).begin(), to));
      }
    }
    long end = Math.max(whole.to(), whole.from() + 1);
    open.values().forEach(left -> left.forEach(f -> disturbed.add(new Interval(f.begin(), end))));
    return Intervals.union(disturbed).outside(whole);
  }
}
