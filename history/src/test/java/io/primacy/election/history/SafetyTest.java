package io.primacy.election.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.history.Event.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bad history for each property of safety, and good ones that come close. */
class SafetyTest {

  private final Recorded history = new Recorded().stand("a#1", "b#1", "c#1");

  @Test
  void twoLeadershipsOneAfterTheOtherAreFine() {
    history.lead("a#1", 1).lead("b#1", 2).hasViolations();
  }

  @Test
  void beliefsThatTouchAreFine() {
    history.held("a#1", 1, 1, 1).held("a#1", 1, 10, 20);
    history.held("b#1", 2, 15, 20).held("b#1", 2, 30, 30).hasViolations();
  }

  @Test
  void aTokenThatIsGrantedTwiceIsFound() {
    history
        .lead("a#1", 1)
        .lead("b#1", 1)
        .hasViolations(
            "S1: token 1 was granted twice, the second time to b#1",
            "S9: token 1 is a's for one and b's for another");
  }

  @Test
  void beliefsThatOverlapAreFound() {
    history.held("a#1", 1, 10, 10).held("b#1", 2, 15, 15);
    history
        .held("a#1", 1, 19, 19)
        .held("b#1", 2, 22, 22)
        .hasViolations("S2: a#1 with token 1 and b#1 with token 2 both led for 4 us");
  }

  @Test
  void aBeliefInsideALongerOneIsFound() {
    history.held("a#1", 1, 10, 10).held("b#1", 2, 12, 12).held("b#1", 2, 13, 13);
    history.held("c#1", 3, 15, 15).held("c#1", 3, 16, 16);
    history
        .held("a#1", 1, 19, 19)
        .hasViolations(
            "S2: a#1 with token 1 and b#1 with token 2 both led for 1 us",
            "S2: a#1 with token 1 and c#1 with token 3 both led for 1 us");
  }

  @Test
  void tokensThatFallAreFound() {
    history.lead("a#1", 2).lead("b#1", 1).hasViolations("S3: b#1 was granted token 1 after 2");
  }

  @Test
  void aLeadershipThatWasOverBeforeItWasToldIsFine() {
    history.lead("a#1", 2);
    history.add("b#1", Kind.GRANTED, 1, 0, "").add("b#1", Kind.GRANTED_RETURNED, 1);
    history.hasViolations();
  }

  @Test
  void tokensOfOneMemberThatFallAreFound() {
    history.lead("a#1", 2);
    history.add("a#1", Kind.GRANTED, 1, 0, "").add("a#1", Kind.GRANTED_RETURNED, 1);
    history.hasViolations("S4: a#1 led with token 2, then with 1");
  }

  @Test
  void aBeliefWithoutTimeLeftIsFound() {
    history.add("a#1", Kind.HELD, 1, 0, "").hasViolations("S5: a#1 held token 1 with no time left");
  }

  @Test
  void aBeliefAfterASuccessorIsFound() {
    history
        .lead("a#1", 1)
        .lead("b#1", 2)
        .add("a#1", Kind.HELD, 1)
        .hasViolations("S5: a#1 still held token 1 after 2 had been granted");
  }

  @Test
  void aWriteThatAFencedResourceShouldHaveRefusedIsFound() {
    history
        .add("b#1", Kind.ACCEPTED, 2, 1, "")
        .add("a#1", Kind.ACCEPTED, 1, 2, "")
        .hasViolations("S6: a#1 wrote with token 1 after 2");
  }

  @Test
  void aWriteThatWasRefusedForNothingIsFound() {
    history
        .add("a#1", Kind.ACCEPTED, 1, 1, "")
        .add("a#1", Kind.REFUSED, 1, Event.NONE, "")
        .hasViolations("S6: a#1 was refused with token 1, which none exceeds");
  }

  @Test
  void aWriteThatWasRefusedForALargerTokenIsFine() {
    history
        .add("b#1", Kind.ACCEPTED, 2, 1, "")
        .add("a#1", Kind.REFUSED, 1, Event.NONE, "")
        .hasViolations();
  }

  @Test
  void anEndWithoutABeginningIsFound() {
    history.add("a#1", Kind.REVOKED, 1).hasViolations("S7: a#1: REVOKED 1 came after nothing");
  }

  @Test
  void aBeginningWithoutAnEndBeforeItIsFound() {
    history
        .grant("a#1", 1)
        .add("a#1", Kind.GRANTED, 2)
        .hasViolations("S7: a#1: GRANTED 2 came after GRANTED_RETURNED 1");
  }

  @Test
  void callsThatOverlapAreFound() {
    history
        .add("a#1", Kind.GRANTED, 1)
        .add("a#1", Kind.REVOKED, 1)
        .hasViolations("S7: a#1: REVOKED 1 came after GRANTED 1");
  }

  @Test
  void theEndOfAnotherLeadershipIsFound() {
    history
        .grant("a#1", 1)
        .add("a#1", Kind.REVOKED, 2)
        .hasViolations("S7: a#1: REVOKED 2 came after GRANTED_RETURNED 1");
  }

  @Test
  void aLeadershipThatResumesIsFound() {
    history.add("a#1", Kind.HELD, 1).add("a#1", Kind.NOT_HELD, 1).add("a#1", Kind.HELD, 1);
    history.hasViolations("S8: a#1 held token 1 again after losing it");
  }

  @Test
  void anAnswerThatWasUnderWayWhenItWasLostIsFine() {
    history.at(10_000, 30_000, "a#1", Kind.NOT_HELD, 1, Event.NONE, "");
    history.held("a#1", 1, 20, 21).hasViolations();
  }

  @Test
  void whatFollowsAWithdrawalIsFound() {
    history
        .lead("a#1", 1)
        .add("a#1", Kind.WITHDRAWN, 0)
        .add("a#1", Kind.GRANTED, 2)
        .hasViolations("S8: a#1: GRANTED 2 after WITHDRAWN");
  }

  @Test
  void whoeverStandsAgainMayLeadAgain() {
    history.lead("a#1", 1).add("a#1", Kind.WITHDRAWN, 0).stand("a#1").lead("a#1", 2);
    history.hasViolations();
  }

  @Test
  void whatFollowsAClosingIsFound() {
    history.lead("a#1", 1).add("a#1", Kind.CLOSED, 0).stand("a#1").add("a#1", Kind.HELD, 1);
    history.hasViolations("S8: a#1: HELD 1 after CLOSED");
  }

  @Test
  void aProcessThatLeadsAfterItsDeathIsFound() {
    history.lead("a#1", 1).add("a#1", Kind.DIED, 0).add("a#1", Kind.GRANTED, 2);
    history.hasViolations("S8: a#1: GRANTED 2 after DIED");
  }

  @Test
  void aViewThatGoesBackIsFound() {
    history
        .add("c#1", Kind.SAW, 2, Event.NONE, "b")
        .add("c#1", Kind.SAW, 1, Event.NONE, "a")
        .hasViolations("S9: c#1 saw token 2, then 1");
  }

  @Test
  void aTokenWithTwoLeadersIsFound() {
    history
        .lead("a#1", 1)
        .add("c#1", Kind.SAW, 1, Event.NONE, "b")
        .hasViolations("S9: token 1 is a's for one and b's for another");
  }

  @Test
  void aLeaderOfAnotherElectionIsFound() {
    history
        .add("c#1", Kind.SAW, 1, Event.NONE, "stranger")
        .hasViolations("S11: c#1 saw stranger lead, which never stood here");
  }

  @Test
  void aLeaderThatNeverStoodIsFound() {
    history.lead("d#1", 1).hasViolations("S12: d#1 was granted 1 and never stood");
  }

  @Test
  void tokensThatFallOverARestartAreFound() {
    history.lead("a#1", 2);
    history.fault(Kind.FAULT_BEGAN, "restart").fault(Kind.FAULT_ENDED, "restart");
    history.lead("b#1", 1).hasViolations("S13: b#1 was granted token 1 after 2");
  }

  @Test
  void aHandoverThatLetsAThirdInIsFound() {
    history
        .lead("a#1", 1)
        .lead("c#1", 2)
        .add("a#1", Kind.HANDED_OVER, 1, Event.NONE, "b")
        .hasViolations("S14: a#1 handed over to b, and c#1 followed");
  }

  @Test
  void aHandoverWhoseTargetIsFollowedIsFine() {
    history.lead("a#1", 1).add("a#1", Kind.HANDED_OVER, 1, Event.NONE, "b");
    history.lead("b#1", 2).lead("c#1", 3).hasViolations();
  }

  @Test
  void aCallThatWaitsForACallbackIsFound() {
    history.add("a#1", Kind.GRANTED, 1);
    history
        .at(10_000_000, 40_000_000, "a#1", Kind.CALLED, 0, 20_000_000, "view")
        .hasViolations("S15: a#1: view took 30 ms, more than 20, during a callback");
  }

  @Test
  void theExcerptHoldsWhatShowsItAndTheFaultsMeanwhile() {
    history.fault(Kind.FAULT_BEGAN, "pause b").fault(Kind.FAULT_ENDED, "pause b");
    history.lead("a#1", 1).lead("a#1", 3).fault(Kind.FAULT_BEGAN, "pause a");
    List<Violation> found =
        history.lead("b#1", 2).hasViolations("S3: b#1 was granted token 2 after 3");

    assertEquals(
        """
        S3: b#1 was granted token 2 after 3
                 0 us  a#1    ledger     GRANTED          3
                 4 us                    FAULT_BEGAN       pause a
                 5 us  b#1    ledger     GRANTED          2
        """,
        found.get(0).toString().replace(System.lineSeparator(), "\n"));
  }
}
