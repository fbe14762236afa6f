package io.primacy.election.node.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.run.EventSink;
import io.primacy.election.node.run.NodeEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Prints each event of a node on a line of its own. */
public final class EventPrinter implements EventSink {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final String node;
  private final boolean json;
  private final PrintWriter out;
  private final Clock clock;

  public EventPrinter(String node, boolean json, PrintWriter out, Clock clock) {
    this.node = node;
    this.json = json;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(NodeEvent event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    out.println(json ? object(now, event) : text(now, event));
    out.flush();
  }

  private String text(Instant now, NodeEvent event) {
    return TIME.format(now.atZone(zone())) + "  " + node + "  " + event.sentence();
  }

  private ZoneId zone() {
    return clock.getZone();
  }

  private String object(Instant now, NodeEvent event) {
    ObjectNode object = Json.object();
    object.put("at", now.toString()).put("node", node).put("event", event.kind());
    object.setAll(Json.object(event));
    return Json.line(object);
  }
}
