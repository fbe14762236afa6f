package io.primacy.election.node.lab;

import io.primacy.election.history.Bounds;
import io.primacy.election.history.Event;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.HistoryChecker;
import io.primacy.election.history.HistoryReader;
import io.primacy.election.history.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the histories of all processes show, by the properties of {@code docs/histories.md}. */
public final class Judgement {

  /** More excerpts than this say nothing new. */
  private static final int MOST_EXCERPTS = 3;

  private Judgement() {}

  /** That nothing that must never happen did. */
  public static Check ofSafety(Path history) throws IOException {
    List<Event> events = HistoryReader.read(List.of(history));
    return check("the histories keep every safety property", events, HistoryChecker.check(events));
  }

  /** The same, and that what must happen in quiet times did. */
  public static List<Check> of(Path history, Bounds bounds) throws IOException {
    return of(HistoryReader.read(List.of(history)), bounds);
  }

  static List<Check> of(List<Event> events, Bounds bounds) {
    List<Violation> safety = HistoryChecker.check(events);
    List<Violation> liveness = new ArrayList<>(HistoryChecker.check(events, bounds));
    liveness.removeAll(safety);
    return List.of(
        check("the histories keep every safety property", events, safety),
        check("the histories keep every liveness property in quiet times", events, liveness));
  }

  /* A history in which nobody led shows nothing. */
  private static Check check(String claim, List<Event> events, List<Violation> violations) {
    long leaderships =
        events.stream()
            .filter(event -> event.kind() == Kind.HELD)
            .map(event -> event.member() + "/" + event.token())
            .distinct()
            .count();
    if (violations.isEmpty()) {
      String found = events.size() + " events, " + leaderships + " leaderships";
      return new Check(claim, leaderships > 0, found);
    }
    StringBuilder found = new StringBuilder(violations.size() + " violations");
    violations.stream()
        .limit(MOST_EXCERPTS)
        .forEach(violation -> found.append(System.lineSeparator()).append(violation));
    return new Check(claim, false, found.toString());
  }
}
