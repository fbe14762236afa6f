package io.primacy.election.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The session slot of a node, as stored.
 *
 * @param incarnation which run of the node; 0 in a slot that was only just made
 * @param floor the first incarnation in the life of this slot. An operator may delete a slot; what
 *     ran before is not accounted for by the one made afterwards
 * @param run drawn by the process that wrote it, the same for its whole life
 * @param sequence rises with every write of that process, and is never used twice
 * @param leaseMillis how long the session lasts from the sending of this write
 * @param open whether it is open; closed is proof that this incarnation leads nothing any more
 * @param others lines of a later version, and its values on the line of ours; kept as they are
 */
record SessionRecord(
    long incarnation,
    long floor,
    String run,
    long sequence,
    long leaseMillis,
    boolean open,
    List<Line> others) {

  private static final String WORD = "session";
  private static final String NOBODY = "-";

  /** When it was written; for people, so a slot without it is as good. */
  static final String AT = "at";

  SessionRecord {
    others = List.copyOf(others);
  }

  /** One that says no more than this version knows. */
  SessionRecord(
      long incarnation, long floor, String run, long sequence, long leaseMillis, boolean open) {
    this(incarnation, floor, run, sequence, leaseMillis, open, List.of());
  }

  /** What a slot holds before the first incarnation. */
  static SessionRecord fresh(long leaseMillis) {
    return new SessionRecord(0, 0, NOBODY, 0, leaseMillis, false);
  }

  /** This slot, closed on behalf of an incarnation that is proven gone. */
  SessionRecord fenced(long atLeast) {
    return new SessionRecord(
        Math.max(incarnation, atLeast),
        incarnation == 0 ? atLeast : floor,
        run,
        sequence,
        leaseMillis,
        false,
        others);
  }

  /** The same, with something to say that this version knows only how to write and read. */
  SessionRecord saying(String key, String value) {
    Map<String, String> said = new LinkedHashMap<>();
    List<Line> changed = new ArrayList<>();
    for (Line line : others) {
      if (line.word().equals(WORD)) {
        said.putAll(line.values());
      } else {
        changed.add(line);
      }
    }
    said.put(key, value);
    changed.add(new Line(WORD, said));
    return new SessionRecord(incarnation, floor, run, sequence, leaseMillis, open, changed);
  }

  /** When it was written, on its writer's wall clock, if that says so. */
  OptionalLong writtenAt() {
    return others.stream()
        .filter(line -> line.word().equals(WORD) && line.values().containsKey(AT))
        .mapToLong(line -> parse(String.valueOf(line.values().get(AT))))
        .filter(at -> at > 0)
        .findFirst();
  }

  private static long parse(String number) {
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
  }

  byte[] encode() {
    LineDraft own =
        new LineDraft(WORD)
            .put("incarnation", Long.toString(incarnation))
            .put("floor", Long.toString(floor))
            .put("run", run)
            .put("sequence", Long.toString(sequence))
            .put("lease", Millis.text(leaseMillis))
            .put("state", open ? "open" : "closed");
    others.stream().filter(line -> line.word().equals(WORD)).map(Line::values).forEach(own::putAll);
    List<Line> lines = new ArrayList<>(List.of(own.line()));
    others.stream().filter(line -> !line.word().equals(WORD)).forEach(lines::add);
    return Line.encode(lines);
  }

  static SessionRecord decode(byte[] bytes) throws UnreadableRecordException {
    Optional<Line> found = Optional.empty();
    List<Line> others = new ArrayList<>();
    for (Line line : Line.decode(bytes)) {
      if (line.word().equals(WORD)) {
        found = Optional.of(line.onlyOne(found));
      } else {
        others.add(line);
      }
    }
    if (found.isEmpty()) {
      throw new UnreadableRecordException("it has no line '" + WORD + "'");
    }
    Map<String, String> rest =
        found.get().without("incarnation", "floor", "run", "sequence", "lease", "state");
    if (!rest.isEmpty()) {
      others.add(new Line(WORD, rest));
    }
    return of(found.get(), others);
  }

  /* Anything but these two words may mean a session that lives. */
  private static SessionRecord of(Line line, List<Line> others) throws UnreadableRecordException {
    return new SessionRecord(
        line.count("incarnation"),
        line.count("floor"),
        line.get("run"),
        line.count("sequence"),
        Millis.parse(line, "lease", 1),
        line.either("state", "open", "closed"),
        others);
  }
}
