package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * Thins out the answers to the question whether a leadership is held: of a row of equal ones the
 * first and the last matter, for belief lasts from the one to the other.
 *
 * <p>The last of a row is known only when the row ends, which a process that is killed does not
 * live to see; so one is let through now and then. Belief is never made longer by it.
 */
final class Samples {

  private final long everyNanos;
  private final Map<String, Row> rows = new HashMap<>();

  /** Where the events go. */
  interface Sink {
    void accept(Event event);
  }

  private record Row(Kind kind, Event written, Event latest) {}

  Samples(long everyNanos) {
    this.everyNanos = everyNanos;
  }

  void add(Event sample, Sink sink) {
    String leadership = sample.member() + "/" + sample.election() + "/" + sample.token();
    Row row = rows.get(leadership);
    if (row == null || row.kind != sample.kind()) {
      if (row != null) {
        flush(row, sink);
      }
      sink.accept(sample);
      rows.put(leadership, new Row(sample.kind(), sample, sample));
      return;
    }
    boolean due = sample.begin() - row.written.begin() >= everyNanos;
    if (due) {
      sink.accept(sample);
    }
    rows.put(leadership, new Row(row.kind, due ? sample : row.written, sample));
  }

  /** Writes what was held back. */
  void flush(Sink sink) {
    rows.replaceAll(
        (leadership, row) -> {
          flush(row, sink);
          return new Row(row.kind, row.latest, row.latest);
        });
  }

  private static void flush(Row row, Sink sink) {
    if (!row.latest.equals(row.written)) {
      sink.accept(row.latest);
    }
  }
}
