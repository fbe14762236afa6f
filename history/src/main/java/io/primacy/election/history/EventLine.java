package io.primacy.election.history;

import io.primacy.election.history.Event.Kind;
import java.util.Map;

/** An event as a line of a history: what it does not have is left out. */
final class EventLine {

  private EventLine() {}

  static String of(Event event) {
    StringBuilder line = new StringBuilder("{\"begin\":").append(event.begin());
    if (event.end() != event.begin()) {
      line.append(",\"end\":").append(event.end());
    }
    text(line, "member", event.member());
    text(line, "election", event.election());
    text(line, "kind", event.kind().name());
    if (event.token() != 0) {
      line.append(",\"token\":").append(event.token());
    }
    if (event.number() != Event.NONE) {
      line.append(",\"number\":").append(event.number());
    }
    text(line, "detail", event.detail());
    return line.append('}').toString();
  }

  /**
   * The event that a line holds. Fields it does not know are passed over.
   *
   * @throws IllegalArgumentException if it holds none
   */
  static Event parse(String line) {
    Map<String, String> fields = JsonLine.parse(line);
    if (!fields.containsKey("begin") || !fields.containsKey("kind")) {
      throw new IllegalArgumentException("No event, 'begin' and 'kind' are missing: " + line);
    }
    long begin = Long.parseLong(fields.getOrDefault("begin", ""));
    return new Event(
        begin,
        number(fields, "end", begin),
        fields.getOrDefault("member", ""),
        fields.getOrDefault("election", ""),
        Kind.valueOf(fields.getOrDefault("kind", "")),
        number(fields, "token", 0),
        number(fields, "number", Event.NONE),
        fields.getOrDefault("detail", ""));
  }

  private static void text(StringBuilder line, String name, String value) {
    if (!value.isEmpty()) {
      line.append(",\"").append(name).append("\":").append(JsonLine.quote(value));
    }
  }

  private static long number(Map<String, String> fields, String name, long otherwise) {
    String value = fields.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
