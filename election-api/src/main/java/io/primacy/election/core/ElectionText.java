package io.primacy.election.core;

import io.primacy.election.Names;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.ElectionRecord.TransitionEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How an election is written: one line each for its head, holder, candidates, transitions. */
final class ElectionText {

  private static final String HEAD = "election";
  private static final String EPOCH = "epoch";
  private static final String REBORN = "reborn";
  private static final String HOLDER = "holder";
  private static final String CANDIDATE = "candidate";
  private static final String TRANSITION = "transition";
  private static final String NOBODY = "-";
  private static final String ATTRIBUTE = "attribute.";

  private ElectionText() {}

  static byte[] encode(ElectionRecord election) {
    List<Line> lines = new ArrayList<>();
    lines.add(head(election));
    election
        .holder()
        .ifPresent(
            holder ->
                lines.add(
                    line(
                        HOLDER,
                        "node",
                        holder.node(),
                        "incarnation",
                        Long.toString(holder.incarnation()),
                        "lease",
                        Millis.text(holder.leaseMillis()))));
    election.inPrecedence().forEach(entry -> lines.add(line(entry)));
    election
        .transitions()
        .forEach(
            transition ->
                lines.add(
                    line(
                        TRANSITION,
                        "token",
                        Long.toString(transition.token()),
                        "node",
                        transition.node().orElse(NOBODY),
                        "cause",
                        transition.cause(),
                        "at",
                        Long.toString(transition.wallMillis()))));
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
    List<Line> others = new ArrayList<>();
    for (Line line : Line.decode(bytes)) {
      switch (line.word()) {
        case HEAD -> head = Optional.of(line.onlyOne(head));
        case HOLDER -> holder = Optional.of(holder(line.onlyOne(holder)));
        case CANDIDATE -> candidates.add(candidate(line, candidates));
        case TRANSITION -> transitions.add(transition(line));
        default -> others.add(line);
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
        transitions,
        others);
  }

  private static Holder holder(Line line) throws UnreadableRecordException {
    return new Holder(node(line), line.count("incarnation"), Millis.parse(line, "lease", 1));
  }

  private static TransitionEntry transition(Line line) throws UnreadableRecordException {
    return new TransitionEntry(
        line.count("token"),
        line.get("node").equals(NOBODY) ? Optional.empty() : Optional.of(node(line)),
        line.get("cause"),
        line.number("at"));
  }

  private static String node(Line line) throws UnreadableRecordException {
    String node = line.get("node");
    if (!Names.isValid(node)) {
      throw line.wrong("node", "which is no name");
    }
    return node;
  }

  private static CandidateEntry candidate(Line line, List<CandidateEntry> before)
      throws UnreadableRecordException {
    String node = node(line);
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

  private static Line line(String word, String... keysAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Line(word, values);
  }
}
