package io.primacy.election.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a session slot looks like, and that nothing in it is lost. */
class SessionTextTest {

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
  void whatALaterVersionSaysOfASessionStaysWhenItIsFencedOrRenewed()
      throws UnreadableRecordException {
    String later =
        """
        primacy/1
        session incarnation=3 floor=2 run=5eed sequence=17 lease=9ms state=open site=east
        seal colour=red
        """;
    SessionRecord session = SessionRecord.decode(later.getBytes(UTF_8));
    assertEquals(later, new String(session.encode(), UTF_8));
    assertEquals(later.replace("=open", "=closed"), new String(session.fenced(3).encode(), UTF_8));
  }

  @Test
  void whoeverWritesASessionSaysWhen() throws UnreadableRecordException {
    SessionRecord session = new SessionRecord(3, 2, "5eed", 17, 9, true).saying("at", "1700");
    assertEquals(OptionalLong.of(1700), SessionRecord.decode(session.encode()).writtenAt());
    assertEquals(OptionalLong.of(1800), session.saying("at", "1800").writtenAt());
    assertEquals(OptionalLong.empty(), SessionRecord.fresh(9).writtenAt());
    assertEquals(OptionalLong.empty(), SessionRecord.fresh(9).saying("at", "x").writtenAt());
  }

  @Test
  void whateverIsWrittenIsReadAsItWas() throws UnreadableRecordException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
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
}
