package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How what operators ask is written: one line each, named after what it is. */
final class OrdersText {

  private static final String REQUEST = "request";
  private static final String ANSWER = "answer";
  private static final String FAILBACK = "failback";
  private static final String LIFTED = "lifted";

  private final List<Order> list = new ArrayList<>();
  private final List<LiftedEntry> lifted = new ArrayList<>();
  private Optional<Request> request = Optional.empty();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Long> failbacks = new ArrayList<>();

  static List<Line> lines(Orders orders) {
    List<Line> lines = new ArrayList<>();
    orders.list().forEach(order -> lines.add(line(order)));
    orders.lifted().forEach(entry -> lines.add(line(entry)));
    orders.request().ifPresent(asked -> lines.add(line(asked)));
    orders
        .answers()
        .forEach(
            answer ->
                lines.add(
                    new LineDraft(ANSWER)
                        .put("id", answer.id())
                        .put("outcome", answer.word())
                        .putAll(answer.others())
                        .line()));
    orders
        .failbacks()
        .forEach(at -> lines.add(new LineDraft(FAILBACK).put("at", Long.toString(at)).line()));
    return lines;
  }

  /** Takes a line in, or says that it is of another kind. */
  boolean take(Line line) throws UnreadableRecordException {
    switch (line.word()) {
      case REQUEST -> request = Optional.of(request(line.onlyOne(request)));
      case ANSWER ->
          answers.add(
              Answer.read(line.get("id"), line.get("outcome"), line.without("id", "outcome")));
      case FAILBACK -> failbacks.add(line.number("at"));
      case LIFTED -> {
        Optional<Kind> kind = kind(line.get("kind"));
        if (kind.isEmpty()) {
          return false; // A later version knows what it was.
        }
        lifted.add(lifted(kind.get(), line));
      }
      default -> {
        Optional<Kind> kind = kind(line.word());
        if (kind.isEmpty()) {
          return false;
        }
        list.add(order(kind.get(), line));
      }
    }
    return true;
  }

  Orders orders() {
    return new Orders(list, lifted, request, answers, failbacks);
  }

  private static Optional<Kind> kind(String word) {
    for (Kind kind : Kind.values()) {
      if (word(kind).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Line line(Order order) {
    Directive directive = order.directive();
    LineDraft line = new LineDraft(word(directive.kind())).putName("node", directive.node());
    if (directive.kind() == Kind.PRIORITY) {
      line.put("priority", Integer.toString(directive.priority()));
    }
    line.put("by", directive.by().name()).put("reason", directive.by().reason());
    line.put("at", Long.toString(directive.setAt()));
    directive.until().ifPresent(until -> line.put("until", Long.toString(until)));
    return line.putAll(order.others()).line();
  }

  private static Order order(Kind kind, Line line) throws UnreadableRecordException {
    boolean paused = kind == Kind.PAUSE;
    boolean ranked = kind == Kind.PRIORITY;
    try {
      Directive directive =
          new Directive(
              kind,
              line.name("node"),
              ranked ? priority(line) : 0,
              actor(line),
              line.number("at"),
              paused ? OptionalLong.of(line.number("until")) : OptionalLong.empty());
      return new Order(
          directive,
          line.without(
              "node", "by", "reason", "at", paused ? "until" : "", ranked ? "priority" : ""));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("line '" + line.word() + "': " + e.getMessage());
    }
  }

  /** Who did what a line says, and why. */
  static Actor actor(Line line) throws UnreadableRecordException {
    try {
      return new Actor(line.get("by"), line.get("reason"));
    } catch (IllegalArgumentException e) {
      throw line.wrong("by", String.valueOf(e.getMessage()));
    }
  }

  private static Line line(LiftedEntry entry) {
    return new LineDraft(LIFTED)
        .put("kind", word(entry.kind()))
        .putName("node", entry.node())
        .put("by", entry.by().name())
        .put("reason", entry.by().reason())
        .put("at", Long.toString(entry.wallMillis()))
        .putAll(entry.others())
        .line();
  }

  private static LiftedEntry lifted(Kind kind, Line line) throws UnreadableRecordException {
    return new LiftedEntry(
        kind,
        line.name("node"),
        actor(line),
        line.number("at"),
        line.without("kind", "node", "by", "reason", "at"));
  }

  private static int priority(Line line) throws UnreadableRecordException {
    long priority = line.number("priority");
    if (priority < Candidacy.LOWEST || priority > Candidacy.HIGHEST) {
      throw line.wrong("priority", "which is out of bounds");
    }
    return Math.toIntExact(priority);
  }

  private static Line line(Request request) {
    return new LineDraft(REQUEST)
        .put("id", request.id())
        .put("want", word(request.want()))
        .putName("target", request.target())
        .put("cool-down", Millis.text(request.coolDownMillis()))
        .put("by", request.by().name())
        .put("reason", request.by().reason())
        .put("at", Long.toString(request.setAt()))
        .putAll(request.others())
        .line();
  }

  private static Request request(Line line) throws UnreadableRecordException {
    Optional<Request.Want> want = Optional.empty();
    for (Request.Want each : Request.Want.values()) {
      want = word(each).equals(line.get("want")) ? Optional.of(each) : want;
    }
    Optional<String> target = line.name("target");
    if (want.isEmpty() || (want.get() == Request.Want.HANDOVER) != target.isPresent()) {
      throw line.wrong("want", "which is not to be understood with this target");
    }
    try {
      return new Request(
          line.get("id"),
          want.get(),
          target,
          Millis.parse(line, "cool-down", 0),
          actor(line),
          line.number("at"),
          line.without("id", "want", "target", "cool-down", "by", "reason", "at"));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("line '" + line.word() + "': " + e.getMessage());
    }
  }
}
