package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.tck.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One bad history for each property, and good ones that come close. */
class HistoryCheckerTest {

  private final List<Event> events = new ArrayList<>();
  private long now;

  @Test
  void twoLeadershipsOneAfterTheOtherAreFine() {
    lead("a#1", 1);
    lead("b#1", 2);

    assertViolations();
  }

  @Test
  void beliefsThatTouchAreFine() {
    add("a#1", Kind.HELD, 1);
    sample("a#1", 1, 10, 20);
    sample("b#1", 2, 15, 20);
    sample("b#1", 2, 30, 30);

    assertViolations();
  }

  @Test
  void aTokenThatIsGrantedTwiceIsFound() {
    lead("a#1", 1);
    lead("b#1", 1);

    assertViolations("token 1 was granted twice, the second time to b#1");
  }

  @Test
  void tokensThatFallAreFound() {
    lead("a#1", 2);
    lead("b#1", 1);

    assertViolations("b#1 was granted token 1 after 2");
  }

  @Test
  void beliefsThatOverlapAreFound() {
    sample("a#1", 1, 0, 0);
    sample("b#1", 2, 5_000, 5_000);
    sample("a#1", 1, 9_000, 9_000);
    sample("b#1", 2, 12_000, 12_000);

    assertViolations("a#1 with token 1 and b#1 with token 2 both led for 4 us");
  }

  @Test
  void aBeliefInsideALongerOneIsFound() {
    sample("a#1", 1, 0, 0);
    sample("b#1", 2, 2_000, 2_000);
    sample("b#1", 2, 3_000, 3_000);
    sample("c#1", 3, 5_000, 5_000);
    sample("c#1", 3, 6_000, 6_000);
    sample("a#1", 1, 9_000, 9_000);

    assertViolations(
        "a#1 with token 1 and b#1 with token 2 both led for 1 us",
        "a#1 with token 1 and c#1 with token 3 both led for 1 us");
  }

  @Test
  void aBeliefAfterASuccessorIsFound() {
    lead("a#1", 1);
    lead("b#1", 2);
    add("a#1", Kind.HELD, 1);

    assertViolations("a#1 still held token 1 after 2 had been granted");
  }

  @Test
  void aLeadershipThatResumesIsFound() {
    add("a#1", Kind.HELD, 1);
    add("a#1", Kind.NOT_HELD, 1);
    add("a#1", Kind.HELD, 1);

    assertViolations("a#1 held token 1 again after losing it");
  }

  @Test
  void anEndWithoutABeginningIsFound() {
    add("a#1", Kind.REVOKED, 1);

    assertViolations("a#1: REVOKED 1 came after nothing");
  }

  @Test
  void aBeginningWithoutAnEndBeforeItIsFound() {
    add("a#1", Kind.GRANTED, 1);
    add("a#1", Kind.GRANTED_RETURNED, 1);
    add("a#1", Kind.GRANTED, 2);

    assertViolations("a#1: GRANTED 2 came after GRANTED_RETURNED 1");
  }

  @Test
  void callsThatOverlapAreFound() {
    add("a#1", Kind.GRANTED, 1);
    add("a#1", Kind.REVOKED, 1);

    assertViolations("a#1: REVOKED 1 came after GRANTED 1");
  }

  @Test
  void theEndOfAnotherLeadershipIsFound() {
    add("a#1", Kind.GRANTED, 1);
    add("a#1", Kind.GRANTED_RETURNED, 1);
    add("a#1", Kind.REVOKED, 2);

    assertViolations("a#1: REVOKED 2 came after GRANTED_RETURNED 1");
  }

  @Test
  void whatFollowsAWithdrawalIsFound() {
    lead("a#1", 1);
    add("a#1", Kind.WITHDRAWN, 0);
    add("a#1", Kind.GRANTED, 2);

    assertViolations("a#1: GRANTED 2 after WITHDRAWN");
  }

  @Test
  void whoeverStandsAgainMayLeadAgain() {
    lead("a#1", 1);
    add("a#1", Kind.WITHDRAWN, 0);
    add("a#1", Kind.STOOD, 0);
    lead("a#1", 2);

    assertViolations();
  }

  @Test
  void whatFollowsAClosingIsFound() {
    lead("a#1", 1);
    add("a#1", Kind.CLOSED, 0);
    add("a#1", Kind.STOOD, 0);
    add("a#1", Kind.HELD, 1);

    assertViolations("a#1: HELD 1 after CLOSED");
  }

  private void lead(String member, long token) {
    add(member, Kind.GRANTED, token);
    add(member, Kind.GRANTED_RETURNED, token);
    add(member, Kind.REVOKED, token);
    add(member, Kind.REVOKED_RETURNED, token);
  }

  private void add(String member, Kind kind, long token) {
    now++;
    events.add(new Event(now, now, member, "ledger", kind, token, ""));
  }

  private void sample(String member, long token, long begin, long end) {
    events.add(new Event(begin, end, member, "ledger", Kind.HELD, token, ""));
  }

  private void assertViolations(String... violations) {
    assertEquals(List.of(violations), HistoryChecker.check(events));
  }
}
