package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is seen of an election, and what becomes of a handover. */
final class ViewProperties {

  static final Property ALL =
      (timeline, findings) -> {
        viewsNeverGoBack(timeline, findings);
        aTokenHasOneLeader(timeline, findings);
        whoeverIsSeenStood(timeline, findings);
        handoversGoWhereTheyWereSent(timeline, findings);
      };

  private ViewProperties() {}

  private static void viewsNeverGoBack(Timeline timeline, Findings findings) {
    Map<String, Event> last = new HashMap<>();
    for (Event seen : timeline.of(Kind.SAW)) {
      Event before = last.put(seen.member(), seen);
      if (before != null && seen.token() < before.token()) {
        findings.add(
            "S9",
            seen.member() + " saw token " + before.token() + ", then " + seen.token(),
            before,
            seen);
      }
    }
  }

  private static void aTokenHasOneLeader(Timeline timeline, Findings findings) {
    Map<Long, Event> first = new HashMap<>();
    for (Event event : timeline.of(Kind.GRANTED, Kind.SAW)) {
      if (leader(event).isEmpty()) {
        continue;
      }
      Event before = first.putIfAbsent(event.token(), event);
      if (before != null && !leader(before).equals(leader(event))) {
        findings.add(
            "S9",
            "token "
                + event.token()
                + " is "
                + leader(before)
                + "'s for one and "
                + leader(event)
                + "'s for another",
            before,
            event);
      }
    }
  }

  private static String leader(Event event) {
    return event.kind() == Kind.GRANTED ? event.node() : event.detail();
  }

  private static void whoeverIsSeenStood(Timeline timeline, Findings findings) {
    Set<String> stood = new HashSet<>();
    timeline.of(Kind.STOOD).forEach(event -> stood.add(event.node()));
    for (Event seen : timeline.of(Kind.SAW)) {
      if (!seen.detail().isEmpty() && stood.add(seen.detail())) {
        findings.add(
            "S11", seen.member() + " saw " + seen.detail() + " lead, which never stood here", seen);
      }
    }
  }

  /* The next token was made for the node named; whoever else has it came in between. */
  private static void handoversGoWhereTheyWereSent(Timeline timeline, Findings findings) {
    TreeMap<Long, Event> grants = new TreeMap<>();
    timeline.grants().forEach(grant -> grants.putIfAbsent(grant.token(), grant));
    for (Event handover : timeline.of(Kind.HANDED_OVER)) {
      Map.Entry<Long, Event> next = grants.higherEntry(handover.token());
      if (next == null || next.getValue().node().equals(handover.detail())) {
        continue;
      }
      Event grant = next.getValue();
      if (grant.token() == handover.token() + 1 || grant.begin() <= handover.end()) {
        findings.add(
            "S14",
            handover.member()
                + " handed over to "
                + handover.detail()
                + ", and "
                + grant.member()
                + " followed",
            handover,
            grant);
      }
    }
  }
}
