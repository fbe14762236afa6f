package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who believed to lead. Belief is what can be proven: it lasts from the end of the first question
 * that was answered with yes to the beginning of the last.
 */
final class BeliefProperties {

  static final Property ALL =
      (timeline, findings) -> {
        beliefsAreApart(timeline, findings);
        whoeverHoldsHasTimeLeft(timeline, findings);
        nobodyBelievesAfterASuccessor(timeline, findings);
        whatIsLostStaysLost(timeline, findings);
      };

  private BeliefProperties() {}

  private record Belief(Event first, Event last) {
    long from() {
      return first.end();
    }

    long to() {
      return last.begin();
    }
  }

  private static void beliefsAreApart(Timeline timeline, Findings findings) {
    Map<String, Belief> beliefs = new LinkedHashMap<>();
    for (Event held : timeline.of(Kind.HELD)) {
      beliefs.merge(
          leadership(held),
          new Belief(held, held),
          (belief, again) -> new Belief(earlier(belief.first, held), held));
    }
    List<Belief> inOrder =
        beliefs.values().stream()
            .filter(belief -> belief.from() < belief.to())
            .sorted(Comparator.comparingLong(Belief::from))
            .toList();
    Belief longest = null;
    for (Belief belief : inOrder) {
      if (longest != null && belief.from() < longest.to()) {
        findings.add(
            "S2", overlap(longest, belief), longest.first, belief.first, longest.last, belief.last);
      }
      longest = longest == null || belief.to() > longest.to() ? belief : longest;
    }
  }

  private static Event earlier(Event one, Event other) {
    return other.end() < one.end() ? other : one;
  }

  private static String overlap(Belief earlier, Belief later) {
    long nanos = Math.min(earlier.to(), later.to()) - later.from();
    return who(earlier.first)
        + " and "
        + who(later.first)
        + " both led for "
        + nanos / 1_000
        + " us";
  }

  private static String who(Event held) {
    return held.member() + " with token " + held.token();
  }

  private static void whoeverHoldsHasTimeLeft(Timeline timeline, Findings findings) {
    for (Event held : timeline.of(Kind.HELD)) {
      if (held.number() == 0) {
        findings.add(
            "S5", held.member() + " held token " + held.token() + " with no time left", held);
      }
    }
  }

  private static void nobodyBelievesAfterASuccessor(Timeline timeline, Findings findings) {
    Event successor = null;
    Set<String> told = new HashSet<>();
    for (Event event : timeline.of(Kind.GRANTED, Kind.HELD)) {
      if (event.kind() == Kind.GRANTED) {
        successor = successor == null || event.token() > successor.token() ? event : successor;
      } else if (successor != null
          && event.token() < successor.token()
          && told.add(leadership(event))) {
        findings.add(
            "S5",
            event.member()
                + " still held token "
                + event.token()
                + " after "
                + successor.token()
                + " had been granted",
            successor,
            event);
      }
    }
  }

  private static void whatIsLostStaysLost(Timeline timeline, Findings findings) {
    Map<String, Event> lost = new HashMap<>();
    for (Event event : timeline.of(Kind.NOT_HELD)) {
      lost.merge(leadership(event), event, BeliefProperties::earlier);
    }
    Set<String> told = new HashSet<>();
    for (Event held : timeline.of(Kind.HELD)) {
      Event before = lost.get(leadership(held));
      if (before != null && before.end() < held.begin() && told.add(leadership(held))) {
        findings.add(
            "S8",
            held.member() + " held token " + held.token() + " again after losing it",
            before,
            held);
      }
    }
  }

  private static String leadership(Event event) {
    return event.member() + "/" + event.token();
  }
}
