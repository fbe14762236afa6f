package io.primacy.election.tck;

import io.primacy.election.history.Event;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.HistoryChecker;
import io.primacy.election.history.HistoryText;
import io.primacy.election.history.HistoryWriter;
import io.primacy.election.history.Violation;
import io.primacy.election.spi.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened in a rule, in all its elections. */
final class History {

  private static final int SHOWN = 40;

  private final TimeSource time;
  private final List<Event> events = new ArrayList<>(); // Guarded by this.

  private final Map<String, Samples> samples = new HashMap<>(); // Guarded by this.

  /** A row of equal answers, and where its last one is kept; -1 while there is but one. */
  private record Samples(Kind kind, int last) {}

  History(TimeSource time) {
    this.time = time;
  }

  synchronized void add(String member, String election, Kind kind, long token, String detail) {
    long now = time.nanoTime();
    events.add(Event.at(now, member, election, kind, token, detail));
  }

  /**
   * An answer to the question whether a leadership is held. Of a row of equal ones two are kept.
   */
  synchronized void sample(String member, String election, long token, boolean held, long asked) {
    Kind kind = held ? Kind.HELD : Kind.NOT_HELD;
    Event sample = new Event(asked, time.nanoTime(), member, election, kind, token, Event.NONE, "");
    Samples row = samples.get(member + "/" + election + "/" + token);
    if (row != null && row.kind == kind && row.last >= 0) {
      events.set(row.last, sample);
      return;
    }
    boolean second = row != null && row.kind == kind;
    samples.put(
        member + "/" + election + "/" + token, new Samples(kind, second ? events.size() : -1));
    events.add(sample);
  }

  synchronized List<Event> of(String election) {
    return events.stream().filter(event -> event.election().equals(election)).toList();
  }

  /** The grants of an election, oldest first. */
  List<Event> grants(String election) {
    return of(election).stream().filter(event -> event.kind() == Kind.GRANTED).toList();
  }

  /** What is wrong with it. */
  synchronized List<Violation> violations() {
    return HistoryChecker.check(events);
  }

  /** Everything that happened, in the order in which it was noted. */
  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** For people: the last events, one line for each; empty if nothing happened. */
  String lastEvents() {
    List<Event> all = events();
    int left = Math.max(0, all.size() - SHOWN);
    String omitted = left == 0 ? "" : "(" + left + " earlier events)\n";
    return all.isEmpty() ? "" : "\n" + omitted + HistoryText.of(all.subList(left, all.size()));
  }

  /** Writes all of it to a file, in the place of what was there. */
  void write(Path file) throws IOException {
    Files.deleteIfExists(file);
    try (HistoryWriter writer = HistoryWriter.open(file)) {
      events().forEach(writer::add);
    }
  }
}
