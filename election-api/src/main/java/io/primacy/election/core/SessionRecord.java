package io.primacy.election.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 */
record SessionRecord(
    long incarnation, long floor, String run, long sequence, long leaseMillis, boolean open) {

  private static final String WORD = "session";
  private static final String NOBODY = "-";

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
        false);
  }

  byte[] encode() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("incarnation", Long.toString(incarnation));
    values.put("floor", Long.toString(floor));
    values.put("run", run);
    values.put("sequence", Long.toString(sequence));
    values.put("lease", Millis.text(leaseMillis));
    values.put("state", open ? "open" : "closed");
    return Line.encode(List.of(new Line(WORD, values)));
  }

  static SessionRecord decode(byte[] bytes) throws UnreadableRecordException {
    Optional<Line> found = Optional.empty();
    for (Line line : Line.decode(bytes)) {
      if (line.word().equals(WORD)) {
        found = Optional.of(line.onlyOne(found));
      }
    }
    if (found.isEmpty()) {
      throw new UnreadableRecordException("it has no line '" + WORD + "'");
    }
    return of(found.get());
  }

  /* Anything but these two words may mean a session that lives. */
  private static SessionRecord of(Line line) throws UnreadableRecordException {
    return new SessionRecord(
        line.count("incarnation"),
        line.count("floor"),
        line.get("run"),
        line.count("sequence"),
        Millis.parse(line, "lease", 1),
        line.either("state", "open", "closed"));
  }
}
