package io.primacy.election.history;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Events for people: a line each, times since the first. */
public final class HistoryText {

  private HistoryText() {}

  /** The events in the order in which they began. */
  public static String of(List<Event> events) {
    List<Event> inOrder = events.stream().sorted(Comparator.comparingLong(Event::begin)).toList();
    StringBuilder text = new StringBuilder();
    for (Event event : inOrder) {
      line(text, event, event.begin() - inOrder.get(0).begin());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Event event, long sinceStart) {
    String line =
        String.format(
            "%10d us  %-6s %-10s %-16s %s %s",
            TimeUnit.NANOSECONDS.toMicros(sinceStart),
            event.member(),
            event.election(),
            event.kind(),
            event.token() == 0 ? "" : event.token(),
            event.detail());
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }
}
