package io.primacy.election.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** A history made by hand: every event one microsecond after the last, unless said. */
final class Recorded {

  private static final String ELECTION = "ledger";

  private final List<Event> events = new ArrayList<>();
  private long now;

  Recorded stand(String... members) {
    for (String member : members) {
      add(member, Kind.STOOD, 0);
    }
    return this;
  }

  /** Leads, from beginning to end. */
  Recorded lead(String member, long token) {
    return grant(member, token).end(member, token, "WITHDRAWN");
  }

  Recorded grant(String member, long token) {
    return add(member, Kind.GRANTED, token).add(member, Kind.GRANTED_RETURNED, token);
  }

  Recorded end(String member, long token, String reason) {
    return add(member, Kind.REVOKED, token, Event.NONE, reason)
        .add(member, Kind.REVOKED_RETURNED, token);
  }

  Recorded add(String member, Kind kind, long token) {
    return add(member, kind, token, Event.NONE, "");
  }

  Recorded add(String member, Kind kind, long token, long number, String detail) {
    now += 1_000;
    return at(now, now, member, kind, token, number, detail);
  }

  Recorded fault(Kind kind, String what) {
    now += 1_000;
    events.add(new Event(now, now, "", "", kind, 0, Event.NONE, what));
    return this;
  }

  Recorded held(String member, long token, long beginMicros, long endMicros) {
    return at(beginMicros * 1_000, endMicros * 1_000, member, Kind.HELD, token, Event.NONE, "");
  }

  Recorded at(
      long begin, long end, String member, Kind kind, long token, long number, String detail) {
    events.add(new Event(begin, end, member, ELECTION, kind, token, number, detail));
    return this;
  }

  Recorded passMillis(long millis) {
    now += millis * 1_000_000;
    return this;
  }

  List<Event> events() {
    return events;
  }

  /** Exactly these violations, nothing else of safety. */
  List<Violation> hasViolations(String... expected) {
    List<Violation> found = HistoryChecker.check(events);
    assertEquals(List.of(expected), sentences(found));
    return found;
  }

  /** The same of safety and liveness. */
  List<Violation> hasViolations(Bounds bounds, String... expected) {
    List<Violation> found = HistoryChecker.check(events, bounds);
    assertEquals(List.of(expected), sentences(found));
    return found;
  }

  private static List<String> sentences(List<Violation> violations) {
    return violations.stream().map(v -> v.property() + ": " + v.sentence()).toList();
  }
}
