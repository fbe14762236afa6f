package io.primacy.election.tck;

import io.primacy.election.tck.Event.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what happened in one election: pure, over recorded events.
 *
 * <p>Belief is what can be proven: it lasts from the end of the first question that was answered
 * with yes to the beginning of the last.
 */
final class HistoryChecker {

  private final List<Event> events;
  private final List<String> violations = new ArrayList<>();

  private HistoryChecker(List<Event> events) {
    this.events = events.stream().sorted(Comparator.comparingLong(Event::begin)).toList();
  }

  /** What is wrong with the events of one election; empty if nothing is. */
  static List<String> check(List<Event> events) {
    HistoryChecker checker = new HistoryChecker(events);
    checker.tokensAreUsedOnce();
    checker.tokensRise();
    checker.beliefsAreApart();
    checker.nobodyBelievesAfterASuccessor();
    checker.whatIsLostStaysLost();
    checker.callbacksPairUp();
    checker.nothingFollowsTheEnd();
    return checker.violations;
  }

  private void tokensAreUsedOnce() {
    Set<Long> seen = new HashSet<>();
    for (Event grant : of(Kind.GRANTED)) {
      if (!seen.add(grant.token())) {
        violations.add(
            "token " + grant.token() + " was granted twice, the second time to " + grant.member());
      }
    }
  }

  private void tokensRise() {
    long highest = 0;
    for (Event grant : of(Kind.GRANTED)) {
      if (grant.token() < highest) {
        violations.add(
            grant.member() + " was granted token " + grant.token() + " after " + highest);
      }
      highest = Math.max(highest, grant.token());
    }
  }

  private record Belief(String member, long token, long from, long to) {
    Belief until(long later) {
      return new Belief(member, token, from, later);
    }
  }

  private void beliefsAreApart() {
    Map<String, Belief> beliefs = new LinkedHashMap<>();
    for (Event held : of(Kind.HELD)) {
      beliefs.merge(
          leadership(held),
          new Belief(held.member(), held.token(), held.end(), held.begin()),
          (belief, again) -> belief.until(held.begin()));
    }
    List<Belief> inOrder =
        beliefs.values().stream()
            .filter(belief -> belief.from < belief.to)
            .sorted(Comparator.comparingLong(Belief::from))
            .toList();
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).from < longest(inOrder.subList(0, i)).to) {
        violations.add(overlap(longest(inOrder.subList(0, i)), inOrder.get(i)));
      }
    }
  }

  private static Belief longest(List<Belief> beliefs) {
    return beliefs.stream().max(Comparator.comparingLong(Belief::to)).orElseThrow();
  }

  private static String overlap(Belief earlier, Belief later) {
    long nanos = Math.min(earlier.to, later.to) - later.from;
    return earlier.member
        + " with token "
        + earlier.token
        + " and "
        + later.member
        + " with token "
        + later.token
        + " both led for "
        + nanos / 1_000
        + " us";
  }

  private void nobodyBelievesAfterASuccessor() {
    long highest = 0;
    Set<String> told = new HashSet<>();
    for (Event event : events) {
      if (event.kind() == Kind.GRANTED) {
        highest = Math.max(highest, event.token());
      } else if (event.kind() == Kind.HELD
          && event.token() < highest
          && told.add(leadership(event))) {
        violations.add(
            event.member()
                + " still held token "
                + event.token()
                + " after "
                + highest
                + " had been granted");
      }
    }
  }

  private void whatIsLostStaysLost() {
    Set<String> lost = new HashSet<>();
    for (Event event : events) {
      if (event.kind() == Kind.NOT_HELD) {
        lost.add(leadership(event));
      } else if (event.kind() == Kind.HELD && lost.remove(leadership(event))) {
        violations.add(event.member() + " held token " + event.token() + " again after losing it");
      }
    }
  }

  /* Granted, returned, revoked, returned: per member, one call at a time, one token at a time. */
  private void callbacksPairUp() {
    Map<String, Event> last = new HashMap<>();
    for (Event event : events) {
      Kind before = callbackBefore(event.kind());
      if (before == event.kind()) {
        continue;
      }
      Event previous = last.put(event.member(), event);
      boolean begins = event.kind() == Kind.GRANTED;
      boolean follows =
          previous == null
              ? begins
              : previous.kind() == before && (begins || previous.token() == event.token());
      if (!follows) {
        violations.add(
            event.member()
                + ": "
                + event.kind()
                + " "
                + event.token()
                + " came after "
                + (previous == null ? "nothing" : previous.kind() + " " + previous.token()));
      }
    }
  }

  private void nothingFollowsTheEnd() {
    Map<String, Kind> ended = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Event event : events) {
      switch (event.kind()) {
        case WITHDRAWN, CLOSED -> ended.put(event.member(), event.kind());
        case STOOD -> ended.remove(event.member(), Kind.WITHDRAWN);
        case GRANTED, HELD -> {
          Kind end = ended.get(event.member());
          if (end != null && told.add(leadership(event))) {
            violations.add(
                event.member() + ": " + event.kind() + " " + event.token() + " after " + end);
          }
        }
        default -> {}
      }
    }
  }

  /** The call that precedes a call; itself for what is no call. */
  private static Kind callbackBefore(Kind kind) {
    return switch (kind) {
      case GRANTED -> Kind.REVOKED_RETURNED;
      case GRANTED_RETURNED -> Kind.GRANTED;
      case REVOKED -> Kind.GRANTED_RETURNED;
      case REVOKED_RETURNED -> Kind.REVOKED;
      default -> kind;
    };
  }

  private static String leadership(Event event) {
    return event.member() + "/" + event.token();
  }

  private List<Event> of(Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }
}
