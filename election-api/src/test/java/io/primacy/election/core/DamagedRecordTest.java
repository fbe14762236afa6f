package io.primacy.election.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A record that was not written by us is refused as a whole, and said to be unreadable. */
class DamagedRecordTest {

  private static final String ELECTION =
      """
      primacy/1
      election epoch=7 reborn=0ms
      holder node=n1 incarnation=41 lease=10000ms
      candidate node=n1 incarnation=41 lease=10000ms priority=0 eligible=true arrival=1 attribute.a=b%20c
      transition token=7 node=n1 cause=claim at=1700000001000
      """;

  private static final String SESSION =
      "primacy/1\nsession incarnation=3 floor=2 run=5eed sequence=17 lease=10000ms state=open\n";

  private static String why(byte[] bytes) {
    return assertThrows(UnreadableRecordException.class, () -> ElectionRecord.decode(bytes))
        .getMessage();
  }

  private static String whyElection(String before, String after) {
    assertEquals(true, ELECTION.contains(before), before);
    return why(ELECTION.replace(before, after).getBytes(UTF_8));
  }

  private static String whySession(String before, String after) {
    assertEquals(true, SESSION.contains(before), before);
    byte[] bytes = SESSION.replace(before, after).getBytes(UTF_8);
    return assertThrows(UnreadableRecordException.class, () -> SessionRecord.decode(bytes))
        .getMessage();
  }

  @Test
  void anotherFormatIsNotOurs() {
    assertEquals("it begins with '' instead of 'primacy/1'", why(new byte[0]));
    assertEquals(
        "it begins with 'primacy/2' instead of 'primacy/1'", whyElection("primacy/1", "primacy/2"));
    assertEquals(
        "it begins with '" + "x".repeat(40) + "...' instead of 'primacy/1'",
        why("x".repeat(99).getBytes(UTF_8)));
    assertEquals("it is not UTF-8 text", why(new byte[] {(byte) 0xff, (byte) 0xfe}));
  }

  @Test
  void aLineThatMustBeThereMustBeThere() {
    assertEquals("it has no line 'election'", why("primacy/1\n".getBytes(UTF_8)));
    assertEquals("it has no line 'session'", whySession("session ", "season "));
  }

  @Test
  void aLineThatIsThereOnceIsNotThereTwice() {
    assertEquals(
        "it has two lines 'election'",
        whyElection("holder ", "election epoch=9 reborn=0ms\nholder "));
    assertEquals(
        "it has two lines 'holder'",
        whyElection("holder ", "holder node=n2 incarnation=1 lease=1ms\nholder "));
    assertEquals(
        "it has two lines 'candidate' of n1",
        whyElection(
            "transition", ELECTION.lines().skip(3).findFirst().orElseThrow() + "\ntransition"));
  }

  @Test
  void aValueThatMustBeThereMustBeThere() {
    assertEquals("line 'election' has no epoch", whyElection("epoch=7 ", ""));
    assertEquals("line 'election' has no reborn", whyElection("reborn=0ms", ""));
    assertEquals(
        "line 'holder' has no incarnation", whyElection("incarnation=41", "incarnatoin=41"));
    assertEquals("line 'candidate' has no arrival", whyElection("arrival=1", ""));
    assertEquals("line 'transition' has no cause", whyElection("cause=claim", ""));
    assertEquals("line 'session' has no state", whySession("state=open", ""));
    assertEquals("'epoch' has no value", whyElection("epoch=7", "epoch"));
  }

  @Test
  void aNumberIsANumberThatCanBeCountedOnFrom() {
    for (String wrong :
        List.of("", "x", "1.5", "-1", "9223372036854775808", "4611686018427387905")) {
      String end = "=" + wrong + ", which is no number from 0 to 4611686018427387904";
      assertEquals("line 'election' has epoch" + end, whyElection("epoch=7", "epoch=" + wrong));
      assertEquals(
          "line 'candidate' has arrival" + end, whyElection("arrival=1", "arrival=" + wrong));
      assertEquals("line 'transition' has token" + end, whyElection("token=7", "token=" + wrong));
      assertEquals(
          "line 'session' has incarnation" + end,
          whySession("incarnation=3", "incarnation=" + wrong));
      assertEquals("line 'session' has floor" + end, whySession("floor=2", "floor=" + wrong));
      assertEquals(
          "line 'session' has sequence" + end, whySession("sequence=17", "sequence=" + wrong));
    }
    assertEquals(
        "line 'candidate' has priority=high, which is no number",
        whyElection("priority=0", "priority=high"));
  }

  @Test
  void aTimeIsInMillisecondsAndAtMostADay() {
    for (String wrong : List.of("10000", "10s", "ms", "-1ms", "0ms", "86400001ms", "1e3ms")) {
      String end = "=" + wrong + ", which is no time from 1ms to 86400000ms";
      assertEquals(
          "line 'holder' has lease" + end,
          whyElection("lease=10000ms\nc", "lease=" + wrong + "\nc"));
      assertEquals("line 'session' has lease" + end, whySession("lease=10000ms", "lease=" + wrong));
    }
    assertEquals(
        "line 'election' has reborn=-1ms, which is no time from 0ms to 86400000ms",
        whyElection("reborn=0ms", "reborn=-1ms"));
  }

  @Test
  void aWordIsOneOfThoseThatAreKnown() {
    assertEquals(
        "line 'session' has state=Open, which is neither open nor closed",
        whySession("state=open", "state=Open"));
    assertEquals(
        "line 'candidate' has eligible=yes, which is neither true nor false",
        whyElection("eligible=true", "eligible=yes"));
  }

  @Test
  void aNodeHasAName() {
    assertEquals(
        "line 'holder' has node=a/b, which is no name",
        whyElection("holder node=n1", "holder node=a/b"));
    assertEquals(
        "line 'candidate' has node=, which is no name",
        whyElection("candidate node=n1", "candidate node="));
    assertEquals(
        "line 'transition' has node=--, which is no name",
        whyElection("token=7 node=n1", "token=7 node=--"));
  }

  @Test
  void anEscapeHasTwoDigits() {
    for (String wrong : List.of("%", "b%2", "%2x", "%%20", "%zz")) {
      assertEquals("'" + wrong + "' has a wrong %xx", whyElection("b%20c", wrong));
    }
    assertEquals("it is not UTF-8 text", whyElection("b%20c", "%ff"));
  }

  @Test
  void noDamageCausesAnythingElse() {
    Random random = new Random(11);
    List<Integer> unreadable = new ArrayList<>(List.of(0, 0));
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = (i % 2 == 0 ? ELECTION : SESSION).getBytes(UTF_8);
      for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
        String signs = "0123456789-% =\nmsx\u0000\uffff";
        bytes[random.nextInt(bytes.length)] = (byte) signs.charAt(random.nextInt(signs.length()));
      }
      try {
        if (i % 2 == 0) {
          ElectionRecord record = ElectionRecord.decode(bytes);
          assertEquals(record, ElectionRecord.decode(record.encode()));
        } else {
          SessionRecord.decode(bytes);
        }
      } catch (UnreadableRecordException e) {
        unreadable.set(i % 2, unreadable.get(i % 2) + 1);
      }
    }
    assertEquals(true, unreadable.stream().allMatch(count -> count > 500), "" + unreadable);
  }
}
