package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.MemberId;
import org.junit.jupiter.api.Test;

/** One candidate in a term, whatever the library forgets. */
final class BallotTest {

  private static final MemberId A = MemberId.from("a");
  private static final MemberId B = MemberId.from("b");

  private final Ballot ballot = new Ballot(4);

  @Test
  void oneCandidateInATerm() {
    assertTrue(ballot.take(5, A));
    assertTrue(ballot.take(5, A));
    assertFalse(ballot.take(5, B));
    assertTrue(ballot.take(6, B));
    assertFalse(ballot.take(5, A));
  }

  @Test
  void nobodyInATermThatAnEarlierRunMayHaveVotedIn() {
    assertFalse(ballot.take(4, A));
    ballot.exclude(8);
    assertFalse(ballot.take(8, A));
    assertTrue(ballot.take(9, A));
  }

  @Test
  void nobodyElseInATermThatHasALeader() {
    ballot.leads(7, A);
    assertFalse(ballot.take(7, B));
    assertTrue(ballot.take(7, A));
  }

  @Test
  void anotherWhenTheFirstWasNotVotedFor() {
    assertTrue(ballot.take(5, A));
    ballot.release(5, A);
    assertTrue(ballot.take(5, B));
    ballot.release(5, A);
    assertFalse(ballot.take(5, A));
  }
}
