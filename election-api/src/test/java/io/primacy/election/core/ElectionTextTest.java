package io.primacy.election.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.ElectionRecord.TransitionEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What records look like, and that nothing in them is lost. */
class ElectionTextTest {

  private static final String READABLE =
      """
      primacy/1
      election epoch=7 reborn=0ms
      holder node=n1 incarnation=41 lease=10000ms
      candidate node=n2 incarnation=12 lease=10000ms priority=5 eligible=false arrival=2
      candidate node=n1 incarnation=41 lease=10000ms priority=0 eligible=true arrival=1\
       attribute.zone=eu%20west/1
      transition token=6 node=- cause=release at=1700000000000
      transition token=7 node=n1 cause=claim at=1700000001000
      """;

  private static String rewritten(String text) throws UnreadableRecordException {
    return new String(ElectionRecord.decode(text.getBytes(UTF_8)).encode(), UTF_8);
  }

  @Test
  void aRecordIsTextThatPeopleCanRead() throws UnreadableRecordException {
    ElectionRecord record =
        new ElectionRecord(
            7,
            0,
            Optional.of(new Holder("n1", 41, 10_000)),
            List.of(
                new CandidateEntry(
                    "n1", 41, 10_000, 0, true, 1, Map.of("zone", "eu west/1"), Map.of()),
                new CandidateEntry("n2", 12, 10_000, 5, false, 2, Map.of(), Map.of())),
            List.of(
                new TransitionEntry(6, Optional.empty(), "release", 1_700_000_000_000L),
                new TransitionEntry(7, Optional.of("n1"), "claim", 1_700_000_001_000L)),
            List.of());
    assertEquals(READABLE, new String(record.encode(), UTF_8));
    assertEquals(READABLE, rewritten(READABLE));
  }

  @Test
  void aSessionIsTextThatPeopleCanRead() throws UnreadableRecordException {
    SessionRecord session = new SessionRecord(3, 2, "5eed", 17, 10_000, true);
    String text =
        "primacy/1\nsession incarnation=3 floor=2 run=5eed sequence=17 lease=10000ms state=open\n";
    assertEquals(text, new String(session.encode(), UTF_8));
    assertEquals(session, SessionRecord.decode(text.getBytes(UTF_8)));
    SessionRecord closed = new SessionRecord(3, 2, "5eed", 17, 10_000, false);
    assertEquals(closed, SessionRecord.decode(closed.encode()));
    SessionRecord fresh = SessionRecord.fresh(500);
    assertEquals(fresh, SessionRecord.decode(fresh.encode()));
  }

  @Test
  void whateverIsWrittenIsReadAsItWas() throws UnreadableRecordException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      ElectionRecord record = record(random);
      ElectionRecord read = ElectionRecord.decode(record.encode());
      assertEquals(inOrder(record), read);
      SessionRecord session =
          new SessionRecord(
              random.nextInt(9),
              random.nextInt(9),
              Long.toHexString(random.nextLong()),
              random.nextLong() >>> 2,
              1 + random.nextInt(99_999),
              random.nextBoolean());
      assertEquals(session, SessionRecord.decode(session.encode()));
    }
  }

  /* Candidates are written in the order in which they lead. */
  private static ElectionRecord inOrder(ElectionRecord record) {
    return new ElectionRecord(
        record.epoch(),
        record.rebornMillis(),
        record.holder(),
        record.inPrecedence(),
        record.transitions(),
        record.others());
  }

  private static ElectionRecord record(Random random) {
    List<CandidateEntry> candidates = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      candidates.add(
          new CandidateEntry(
              "n" + i,
              random.nextLong() >>> 2,
              1 + random.nextInt(600_000),
              random.nextInt(2_001) - 1_000,
              random.nextBoolean(),
              random.nextInt(100),
              values(random, ""),
              values(random, "later.")));
    }
    List<TransitionEntry> transitions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      transitions.add(
          new TransitionEntry(
              random.nextInt(100),
              random.nextBoolean() ? Optional.of("n1") : Optional.empty(),
              text(random),
              random.nextLong()));
    }
    List<Line> others = new ArrayList<>();
    if (random.nextBoolean()) {
      others.add(new Line("directive", values(random, "")));
    }
    Holder holder = new Holder("n1", random.nextLong() >>> 2, 1 + random.nextInt(600_000));
    return new ElectionRecord(
        random.nextLong() >>> 2,
        random.nextInt(3) * 1_000L,
        random.nextBoolean() ? Optional.of(holder) : Optional.empty(),
        candidates,
        transitions,
        others);
  }

  private static Map<String, String> values(Random random, String prefix) {
    Map<String, String> values = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.put(prefix + text(random), text(random));
    }
    return values;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      String odd = "% =\n\r\t-_.é€\u0000\"'\\";
      text.append(
          switch (random.nextInt(3)) {
            case 0 -> Character.toString('a' + random.nextInt(26));
            case 1 -> Character.toString(odd.charAt(random.nextInt(odd.length())));
            default -> Character.toString(0x1F600 + random.nextInt(64));
          });
    }
    return text.toString();
  }

  @Test
  void linesAndValuesOfALaterVersionStay() throws UnreadableRecordException {
    String later =
        """
        primacy/1
        election epoch=7 reborn=0ms digest=ab%2fc quorum=2
        holder node=n1 incarnation=41 lease=10000ms
        candidate node=n1 incarnation=41 lease=10000ms priority=0 eligible=true arrival=1\
         attribute.zone=a weight=3%25
        transition token=7 node=n1 cause=claim at=1700000001000
        directive pause=true until=1700000002000
        directive prefer=n2
        seal
        """;
    assertEquals(later.replace("%2f", "/"), rewritten(later));
  }

  @Test
  void valuesOfALaterVersionStayWhenTheRecordChanges() throws UnreadableRecordException {
    ElectionRecord record =
        ElectionRecord.decode(
            """
            primacy/1
            election epoch=7 reborn=0ms quorum=2
            candidate node=n1 incarnation=4 lease=9ms priority=0 eligible=true arrival=1 weight=3
            directive prefer=n2
            """
                .getBytes(UTF_8));
    CandidateEntry entry = new CandidateEntry("n2", 1, 9, 0, true, 0, Map.of(), Map.of());
    ElectionRecord changed = record.with(entry).ledBy(entry, 8, "claim", 5).reborn(20).released(6);
    assertEquals(
        """
        primacy/1
        election epoch=8 reborn=20ms quorum=2
        candidate node=n1 incarnation=4 lease=9ms priority=0 eligible=true arrival=1 weight=3
        candidate node=n2 incarnation=1 lease=9ms priority=0 eligible=true arrival=2
        transition token=8 node=n2 cause=claim at=5
        transition token=8 node=- cause=release at=6
        directive prefer=n2
        """,
        new String(changed.encode(), UTF_8));
  }

  @Test
  void whatAPersonWroteByHandIsRead() throws UnreadableRecordException {
    assertEquals(
        """
        primacy/1
        election epoch=7 reborn=0ms
        candidate node=n1 incarnation=4 lease=9ms priority=0 eligible=true arrival=1\
         attribute.mood=%f0%9f%98%80%20%c3%a9
        """,
        rewritten(
            """
            primacy/1

              election   reborn=0ms epoch=7\s
            candidate node=n1 arrival=1 incarnation=4 attribute.mood=😀%20é lease=9ms priority=0\
             eligible=true"""));
  }

  @Test
  void aPriorityBeyondAllBoundsCountsAsTheBound() throws UnreadableRecordException {
    for (String wild : List.of("9223372036854775807", "-9223372036854775808")) {
      int priority =
          ElectionRecord.decode(READABLE.replace("priority=5", "priority=" + wild).getBytes(UTF_8))
              .candidate("n2")
              .orElseThrow()
              .priority();
      assertEquals(wild.startsWith("-") ? -10_000 : 10_000, priority);
    }
  }
}
