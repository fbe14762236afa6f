package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What contenders are told, and how calls return. */
final class CallbackProperties {

  static final Property ALL =
      (timeline, findings) -> {
        callbacksPairUp(timeline, findings);
        nothingFollowsTheEnd(timeline, findings);
        callsReturn(timeline, findings);
      };

  private CallbackProperties() {}

  /* Granted, returned, revoked, returned: per member, one call at a time, one token at a time. */
  private static void callbacksPairUp(Timeline timeline, Findings findings) {
    Map<String, Event> last = new HashMap<>();
    for (Event event : timeline.events()) {
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
        String sentence =
            event.member()
                + ": "
                + event.kind()
                + " "
                + event.token()
                + " came after "
                + (previous == null ? "nothing" : previous.kind() + " " + previous.token());
        if (previous == null) {
          findings.add("S7", sentence, event);
        } else {
          findings.add("S7", sentence, previous, event);
        }
      }
    }
  }

  private static void nothingFollowsTheEnd(Timeline timeline, Findings findings) {
    Map<String, Event> ended = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Event event : timeline.events()) {
      switch (event.kind()) {
        case WITHDRAWN, CLOSED, DIED -> ended.put(event.member(), event);
        case STOOD ->
            ended.computeIfPresent(
                event.member(), (member, end) -> end.kind() == Kind.WITHDRAWN ? null : end);
        case GRANTED, HELD -> {
          Event end = ended.get(event.member());
          if (end != null && told.add(event.member() + "/" + event.token())) {
            findings.add(
                "S8",
                event.member() + ": " + event.kind() + " " + event.token() + " after " + end.kind(),
                end,
                event);
          }
        }
        default -> {}
      }
    }
  }

  /* A call that waits for a callback of its own node waits for a lock that is held around it. */
  private static void callsReturn(Timeline timeline, Findings findings) {
    Map<String, Event> inCallback = new HashMap<>();
    for (Event event : timeline.events()) {
      switch (event.kind()) {
        case GRANTED, REVOKED -> inCallback.put(event.member(), event);
        case GRANTED_RETURNED, REVOKED_RETURNED -> inCallback.remove(event.member());
        case CALLED -> judgeCall(event, inCallback.get(event.member()), findings);
        default -> {}
      }
    }
  }

  private static void judgeCall(
      Event call, @org.jspecify.annotations.Nullable Event callback, Findings findings) {
    if (call.number() == Event.NONE || call.end() - call.begin() <= call.number()) {
      return;
    }
    String took =
        call.member()
            + ": "
            + call.detail()
            + " took "
            + millis(call.end() - call.begin())
            + " ms, more than "
            + millis(call.number());
    if (callback == null) {
      findings.add("L6", took, call);
    } else {
      findings.add("S15", took + ", during a callback", callback, call);
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
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
}
