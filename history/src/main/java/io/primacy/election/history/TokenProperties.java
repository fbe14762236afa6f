package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tokens are: each given once, each larger than those before, and asked for by whom it gets.
 */
final class TokenProperties {

  static final Property ALL =
      (timeline, findings) -> {
        tokensAreUsedOnce(timeline, findings);
        tokensRise(timeline, findings);
        tokensOfOneMemberRise(timeline, findings);
        onlyWhoStoodLeads(timeline, findings);
        theResourceIsFenced(timeline, findings);
      };

  private TokenProperties() {}

  private static void tokensAreUsedOnce(Timeline timeline, Findings findings) {
    Map<Long, Event> first = new HashMap<>();
    for (Event grant : timeline.grants()) {
      Event before = first.putIfAbsent(grant.token(), grant);
      if (before != null) {
        findings.add(
            "S1",
            "token " + grant.token() + " was granted twice, the second time to " + grant.member(),
            before,
            grant);
      }
    }
  }

  /*
   * A leadership may be over before it can be told, and is told all the same; such a grant says
   * nothing of when it began.
   */
  private static void tokensRise(Timeline timeline, Findings findings) {
    Event highest = null;
    for (Event grant : timeline.grants()) {
      if (highest != null && grant.token() < highest.token() && grant.number() != 0) {
        String sentence =
            grant.member() + " was granted token " + grant.token() + " after " + highest.token();
        findings.add(restarted(timeline, highest, grant) ? "S13" : "S3", sentence, highest, grant);
      }
      highest = highest == null || grant.token() > highest.token() ? grant : highest;
    }
  }

  private static boolean restarted(Timeline timeline, Event before, Event after) {
    return timeline.faults().stream()
        .anyMatch(
            fault ->
                fault.kind() == Kind.FAULT_ENDED
                    && before.begin() < fault.begin()
                    && fault.begin() < after.begin());
  }

  private static void tokensOfOneMemberRise(Timeline timeline, Findings findings) {
    Map<String, Event> last = new HashMap<>();
    for (Event grant : timeline.grants()) {
      Event before = last.put(grant.member(), grant);
      if (before != null && grant.token() < before.token()) {
        findings.add(
            "S4",
            grant.member() + " led with token " + before.token() + ", then with " + grant.token(),
            before,
            grant);
      }
    }
  }

  private static void onlyWhoStoodLeads(Timeline timeline, Findings findings) {
    Set<String> stood = new HashSet<>();
    for (Event event : timeline.of(Kind.STOOD, Kind.GRANTED)) {
      if (event.kind() == Kind.STOOD) {
        stood.add(event.member());
      } else if (stood.add(event.member())) {
        findings.add(
            "S12", event.member() + " was granted " + event.token() + " and never stood", event);
      }
    }
  }

  private static void theResourceIsFenced(Timeline timeline, Findings findings) {
    Comparator<Event> order = Comparator.comparingLong(Event::number).thenComparingLong(Event::end);
    List<Event> accepted = timeline.of(Kind.ACCEPTED).stream().sorted(order).toList();
    Event highest = null;
    for (Event write : accepted) {
      if (highest != null && write.token() < highest.token()) {
        findings.add(
            "S6",
            write.member() + " wrote with token " + write.token() + " after " + highest.token(),
            highest,
            write);
      }
      highest = highest == null || write.token() > highest.token() ? write : highest;
    }
    refusedForNothing(timeline, accepted, findings);
  }

  private static void refusedForNothing(
      Timeline timeline, List<Event> accepted, Findings findings) {
    List<Event> byBegin = accepted.stream().sorted(Comparator.comparingLong(Event::begin)).toList();
    int next = 0;
    long highest = 0;
    List<Event> refused =
        timeline.of(Kind.REFUSED).stream().sorted(Comparator.comparingLong(Event::end)).toList();
    for (Event write : refused) {
      for (; next < byBegin.size() && byBegin.get(next).begin() < write.end(); next++) {
        highest = Math.max(highest, byBegin.get(next).token());
      }
      if (write.token() >= highest) {
        findings.add(
            "S6",
            write.member() + " was refused with token " + write.token() + ", which none exceeds",
            write);
      }
    }
  }
}
