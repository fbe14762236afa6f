package io.primacy.election.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.core.ElectionRecord.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
      candidate node=n1 incarnation=41 lease=10000ms priority=0 eligible=true arrival=1\
       attribute.zone=eu%20west/1
      candidate node=n2 incarnation=12 lease=10000ms priority=5 eligible=false arrival=2
      pause node=- by=alice@db1 reason=patch%20day at=1700000000000 until=1700000060000
      priority node=n2 priority=-7 by=bob reason=slow%20disk at=1
      prefer node=n1 by=bob reason=big at=2
      drain node=n2 by=bob reason=disk at=3
      lifted kind=drain node=n1 by=bob reason=disk at=5
      lifted kind=pause node=- by=bob reason=disk at=6
      request id=5eed want=handover target=n2 cool-down=0ms by=bob reason=disk at=4
      answer id=abc outcome=HANDED_OVER
      failback at=1700000000500
      transition token=6 node=- from=n2 cause=release at=1700000000000
      transition token=7 node=n1 from=- cause=handover at=1700000001000 gap=12ms by=alice\
       reason=patch%20day
      """;

  private static final Actor BOB = new Actor("bob", "disk");
  private static final Orders ORDERS =
      new Orders(
          List.of(
              new Order(
                  Directive.pause(
                      Optional.empty(),
                      Duration.ofMinutes(1),
                      new Actor("alice@db1", "patch day"),
                      1_700_000_000_000L)),
              new Order(Directive.priority("n2", -7, new Actor("bob", "slow disk"), 1)),
              new Order(Directive.prefer("n1", new Actor("bob", "big"), 2)),
              new Order(Directive.drain("n2", BOB, 3))),
          List.of(
              new LiftedEntry(Kind.DRAIN, Optional.of("n1"), BOB, 5, Map.of()),
              new LiftedEntry(Kind.PAUSE, Optional.empty(), BOB, 6, Map.of())),
          Optional.of(
              new Request("5eed", Request.Want.HANDOVER, Optional.of("n2"), 0, BOB, 4, Map.of())),
          List.of(Answer.of("abc", HandoverOutcome.HANDED_OVER)),
          List.of(1_700_000_000_500L));

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
            ORDERS,
            List.of(
                new TransitionEntry(
                    6,
                    Optional.empty(),
                    Optional.of("n2"),
                    Cause.of("release", 1_700_000_000_000L),
                    Map.of()),
                new TransitionEntry(
                    7,
                    Optional.of("n1"),
                    Optional.empty(),
                    new Cause(
                        "handover",
                        Optional.of(new Actor("alice", "patch day")),
                        OptionalLong.of(12),
                        1_700_000_001_000L),
                    Map.of())),
            List.of());
    assertEquals(READABLE, new String(record.encode(), UTF_8));
    assertEquals(READABLE, rewritten(READABLE));
  }

  @Test
  void whateverIsWrittenIsReadAsItWas() throws UnreadableRecordException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      ElectionRecord record = record(random);
      ElectionRecord read = ElectionRecord.decode(record.encode());
      assertEquals(inOrder(record), read);
    }
  }

  /* Candidates are written in the order in which they lead. */
  private static ElectionRecord inOrder(ElectionRecord record) {
    return new ElectionRecord(
        record.epoch(),
        record.rebornMillis(),
        record.holder(),
        record.inPrecedence(),
        record.orders(),
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
              random.nextBoolean() ? Optional.of("n2") : Optional.empty(),
              new Cause(
                  text(random),
                  random.nextBoolean() ? Optional.of(BOB) : Optional.empty(),
                  random.nextBoolean() ? OptionalLong.of(random.nextInt(9)) : OptionalLong.empty(),
                  random.nextLong()),
              values(random, "later.")));
    }
    List<Line> others = new ArrayList<>();
    if (random.nextBoolean()) {
      others.add(new Line("quota", values(random, "")));
    }
    Holder holder =
        new Holder(
            "n1",
            random.nextLong() >>> 2,
            1 + random.nextInt(600_000),
            random.nextBoolean(),
            values(random, "later."));
    return new ElectionRecord(
        random.nextLong() >>> 2,
        random.nextInt(3) * 1_000L,
        random.nextBoolean() ? Optional.of(holder) : Optional.empty(),
        candidates,
        random.nextBoolean() ? ORDERS : Orders.NONE,
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
        holder node=n1 incarnation=41 lease=10000ms confirmed=false site=east
        candidate node=n1 incarnation=41 lease=10000ms priority=0 eligible=true arrival=1\
         attribute.zone=a weight=3%25
        pause node=n2 by=b reason=c at=1 until=2 ticket=7
        lifted kind=drain node=n2 by=b reason=c at=2 ticket=8
        request id=9 want=step-down target=- cool-down=5ms by=b reason=c at=1 urgent=yes
        answer id=8 outcome=POSTPONED hint=tomorrow
        transition token=7 node=n1 from=- cause=claim at=1700000001000 digest=77
        quota most=2
        seal
        lifted kind=muzzle node=n2 by=b reason=c at=3 until=never
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
            holder node=n3 incarnation=1 lease=9ms confirmed=false site=east
            candidate node=n1 incarnation=4 lease=9ms priority=0 eligible=true arrival=1 weight=3
            drain node=n3 by=b reason=c at=1 ticket=7
            prefer node=n2 by=b reason=c at=1 ticket=8
            transition token=7 node=n3 cause=claim at=4 digest=77
            quota most=2
            """
                .getBytes(UTF_8));
    CandidateEntry entry = new CandidateEntry("n2", 1, 9, 0, true, 0, Map.of(), Map.of());
    assertEquals(
        "site=east",
        new String(record.with(entry).confirmed().encode(), UTF_8)
            .replaceAll("(?s).*holder node=n3 incarnation=1 lease=9ms (\\S+)\n.*", "$1"));
    ElectionRecord changed =
        record
            .with(entry)
            .claimedBy(entry, 8, Cause.of("claim", 5))
            .reborn(20)
            .with(record.orders().change(d -> d.without(Directive.Kind.DRAIN, Optional.of("n3"))))
            .released(Cause.of("release", 6));
    assertEquals(
        """
        primacy/1
        election epoch=8 reborn=20ms quorum=2
        candidate node=n2 incarnation=1 lease=9ms priority=0 eligible=true arrival=2
        candidate node=n1 incarnation=4 lease=9ms priority=0 eligible=true arrival=1 weight=3
        prefer node=n2 by=b reason=c at=1 ticket=8
        transition token=7 node=n3 from=- cause=claim at=4 digest=77
        transition token=8 node=n2 from=n3 cause=claim at=5
        transition token=8 node=- from=- cause=release at=6
        quota most=2
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
