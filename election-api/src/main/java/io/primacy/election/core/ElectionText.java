package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.core.ElectionRecord.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How an election is written: one line each for its head, holder, candidates and the rest. */
final class ElectionText {

  private static final String HEAD = "election";
  private static final String EPOCH = "epoch";
  private static final String REBORN = "reborn";
  private static final String HOLDER = "holder";
  private static final String CANDIDATE = "candidate";
  private static final String TRANSITION = "transition";
  private static final String CONFIRMED = "confirmed";
  private static final String ATTRIBUTE = "attribute.";

  private ElectionText() {}

  static byte[] encode(ElectionRecord election) {
    List<Line> lines = new ArrayList<>();
    lines.add(head(election));
    election.holder().ifPresent(holder -> lines.add(line(holder)));
    election.inPrecedence().forEach(entry -> lines.add(line(entry)));
    lines.addAll(OrdersText.lines(election.orders()));
    election.transitions().forEach(transition -> lines.add(line(transition)));
    election.others().stream().filter(line -> !line.word().equals(HEAD)).forEach(lines::add);
    return Line.encode(lines);
  }

  /* What a later version put into the head is kept as a head of its own among the other lines. */
  private static Line head(ElectionRecord election) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(EPOCH, Long.toString(election.epoch()));
    values.put(REBORN, Millis.text(election.rebornMillis()));
    election.others().stream()
        .filter(line -> line.word().equals(HEAD))
        .forEach(line -> values.putAll(line.values()));
    return new Line(HEAD, values);
  }

  private static Optional<Line> othersOf(Line head) {
    Map<String, String> values = new LinkedHashMap<>(head.values());
    values.keySet().removeAll(List.of(EPOCH, REBORN));
    return values.isEmpty() ? Optional.empty() : Optional.of(new Line(HEAD, values));
  }

  static ElectionRecord decode(byte[] bytes) throws UnreadableRecordException {
    Optional<Line> head = Optional.empty();
    Optional<Holder> holder = Optional.empty();
    List<CandidateEntry> candidates = new ArrayList<>();
    List<TransitionEntry> transitions = new ArrayList<>();
    OrdersText orders = new OrdersText();
    List<Line> others = new ArrayList<>();
    for (Line line : Line.decode(bytes)) {
      switch (line.word()) {
        case HEAD -> head = Optional.of(line.onlyOne(head));
        case HOLDER -> holder = Optional.of(holder(line.onlyOne(holder)));
        case CANDIDATE -> candidates.add(candidate(line, candidates));
        case TRANSITION -> transitions.add(transition(line));
        default -> {
          if (!orders.take(line)) {
            others.add(line);
          }
        }
      }
    }
    if (head.isEmpty()) {
      throw new UnreadableRecordException("it has no line '" + HEAD + "'");
    }
    othersOf(head.get()).ifPresent(others::add);
    return new ElectionRecord(
        head.get().count(EPOCH),
        Millis.parse(head.get(), REBORN, 0),
        holder,
        candidates,
        orders.orders(),
        transitions,
        others);
  }

  /* A holder that has confirmed is the usual case, and not said. */
  private static Line line(Holder holder) {
    LineDraft line =
        new LineDraft(HOLDER)
            .put("node", holder.node())
            .put("incarnation", Long.toString(holder.incarnation()))
            .put("lease", Millis.text(holder.leaseMillis()));
    if (!holder.confirmed()) {
      line.put(CONFIRMED, "false");
    }
    return line.putAll(holder.others()).line();
  }

  private static Holder holder(Line line) throws UnreadableRecordException {
    return new Holder(
        line.nameOfSomebody("node"),
        line.count("incarnation"),
        Millis.parse(line, "lease", 1),
        !line.values().containsKey(CONFIRMED) || line.either(CONFIRMED, "true", "false"),
        line.without("node", "incarnation", "lease", CONFIRMED));
  }

  private static Line line(TransitionEntry transition) {
    Cause cause = transition.cause();
    LineDraft line =
        new LineDraft(TRANSITION)
            .put("token", Long.toString(transition.token()))
            .putName("node", transition.node())
            .putName("from", transition.from())
            .put("cause", cause.word())
            .put("at", Long.toString(cause.wallMillis()));
    cause.gapMillis().ifPresent(gap -> line.put("gap", Millis.text(gap)));
    cause.by().ifPresent(by -> line.put("by", by.name()).put("reason", by.reason()));
    return line.putAll(transition.others()).line();
  }

  /* Only the first four are as old as the format. */
  private static TransitionEntry transition(Line line) throws UnreadableRecordException {
    Map<String, String> values = line.values();
    OptionalLong gap =
        values.containsKey("gap")
            ? OptionalLong.of(Millis.parse(line, "gap", 0))
            : OptionalLong.empty();
    return new TransitionEntry(
        line.count("token"),
        line.name("node"),
        values.containsKey("from") ? line.name("from") : Optional.empty(),
        new Cause(line.get("cause").intern(), by(line), gap, line.number("at")),
        line.without("token", "node", "from", "cause", "at", "gap", "by", "reason"));
  }

  private static Optional<Actor> by(Line line) throws UnreadableRecordException {
    return line.values().containsKey("by") ? Optional.of(OrdersText.actor(line)) : Optional.empty();
  }

  private static CandidateEntry candidate(Line line, List<CandidateEntry> before)
      throws UnreadableRecordException {
    String node = line.nameOfSomebody("node");
    if (before.stream().anyMatch(entry -> entry.node().equals(node))) {
      throw new UnreadableRecordException("it has two lines '" + CANDIDATE + "' of " + node);
    }
    Map<String, String> attributes = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    line.values()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "node", "incarnation", "lease", "priority", "eligible", "arrival" -> {}
                default -> {
                  if (key.startsWith(ATTRIBUTE)) {
                    attributes.put(key.substring(ATTRIBUTE.length()), value);
                  } else {
                    others.put(key, value);
                  }
                }
              }
            });
    return new CandidateEntry(
        node,
        line.count("incarnation"),
        Millis.parse(line, "lease", 1),
        Math.toIntExact(Math.max(-10_000, Math.min(10_000, line.number("priority")))),
        line.either("eligible", "true", "false"),
        line.count("arrival"),
        attributes,
        others);
  }

  private static Line line(CandidateEntry entry) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("node", entry.node());
    values.put("incarnation", Long.toString(entry.incarnation()));
    values.put("lease", Millis.text(entry.leaseMillis()));
    values.put("priority", Integer.toString(entry.priority()));
    values.put("eligible", Boolean.toString(entry.eligible()));
    values.put("arrival", Long.toString(entry.arrival()));
    new TreeMap<>(entry.attributes()).forEach((key, value) -> values.put(ATTRIBUTE + key, value));
    values.putAll(new TreeMap<>(entry.others()));
    return new Line(CANDIDATE, values);
  }
}
