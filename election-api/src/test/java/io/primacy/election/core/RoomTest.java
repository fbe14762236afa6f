package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import io.primacy.election.spi.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomTest {

  /** As much as anybody may say of itself, in the letters that take most room. */
  private static CandidateEntry greatest(int number) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 10; i < 26; i++) {
      attributes.put("k".repeat(118) + i, "€".repeat(200));
    }
    Candidacy candidacy = Candidacy.plain().withAttributes(attributes);
    String node = "n".repeat(118) + (10 + number);
    return new CandidateEntry(
        node, 1L << 62, 600_000, -1000, false, 1, candidacy.attributes(), Map.of());
  }

  private static CandidateEntry plain(int number, int value) {
    Map<String, String> attributes = Map.of("text", "x".repeat(value));
    return new CandidateEntry("n" + number, 1, 1000, 0, true, 0, attributes, Map.of());
  }

  @Test
  void whoeverIsAloneHasRoom() {
    ElectionRecord alone = ElectionRecord.EMPTY.with(greatest(1));
    assertTrue(Room.isLeft(alone, Optional.empty()));
  }

  @Test
  void whatIsLetThroughFits() {
    ElectionRecord record = ElectionRecord.EMPTY;
    for (int number = 1; number <= 5; number++) {
      ElectionRecord next = record.with(greatest(number));
      boolean fits = next.encode().length <= StoredRecord.MAX_BYTES;
      assertTrue(fits || !Room.isLeft(next, Optional.of(record)), number + " candidates");
      record = next;
    }
    assertTrue(record.encode().length > StoredRecord.MAX_BYTES, "nothing was shown");
  }

  @Test
  void whatIsLaidDownInAFullRecordCanBeLiftedThoughNotNoted() {
    Actor brief = new Actor("a", "b");
    ElectionRecord record =
        ElectionRecord.EMPTY.with(
            Orders.NONE.change(none -> none.with(Directive.drain("n1", brief, 1))));
    for (int number = 0; Room.isLeft(record.with(plain(number, 10)), Optional.of(record)); ) {
      record = record.with(plain(number++, 10));
    }
    Actor wordy = new Actor("a", "€".repeat(Actor.LONGEST_REASON));
    Orders lifted =
        record.orders().lifting(new LiftedEntry(Kind.DRAIN, Optional.of("n1"), wordy, 2, Map.of()));

    assertFalse(Room.isLeft(record.with(lifted), Optional.of(record)));
    Orders fitted = Room.fitted(record.with(lifted), Optional.of(record)).orElseThrow().orders();
    assertEquals(List.of(), fitted.directives().all());
    assertEquals(List.of(), fitted.lifted());
  }

  @Test
  void nobodyJoinsOneThatIsNearlyFullAndTheRestGoesOn() {
    ElectionRecord record = ElectionRecord.EMPTY;
    int number = 0;
    while (Room.isLeft(record.with(plain(number, 200)), Optional.of(record))) {
      record = record.with(plain(number++, 200));
    }
    assertTrue(number > 150, number + " candidates");
    Optional<ElectionRecord> present = Optional.of(record);
    CandidateEntry any = record.candidate("n7").orElseThrow();
    assertTrue(Room.isLeft(record.withoutCandidate("n7"), present));
    assertTrue(Room.isLeft(record.with(plain(7, 10)), present));
    for (int epoch = 1; epoch <= 20; epoch++) {
      record = record.claimedBy(any, epoch, Cause.of("claim", Long.MAX_VALUE));
      assertTrue(Room.isLeft(record, present));
      assertTrue(
          Room.isLeft(record.released(Cause.of("release", Long.MAX_VALUE)), Optional.of(record)));
      present = Optional.of(record);
    }
    assertFalse(Room.isLeft(record.with(plain(number, 200)), present));
    assertTrue(record.encode().length <= StoredRecord.MAX_BYTES);
    assertEquals(number, record.candidates().size());
  }
}
