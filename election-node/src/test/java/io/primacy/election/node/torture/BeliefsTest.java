package io.primacy.election.node.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.lab.Check;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check, on a history that it must find wrong. */
class BeliefsTest {

  private static final String ONE = "at most one believed that it leads, in the order of tokens";
  private static final String ONCE = "each token was granted once";
  private static final String TURN = "told the begin and the end of each leadership, in turn";

  private final List<JsonNode> events = new ArrayList<>();

  @Test
  void whatIsInOrderHolds() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11).held("n1#1", 1, 90, 91).revoked("n1#1", 1, 100);
    granted("n2#1", 2, 110).held("n2#1", 2, 120, 121).revoked("n2#1", 2, 130);
    granted("n1#1", 3, 140).held("n1#1", 3, 150, 151);

    assertEquals(List.of(), failed());
  }

  @Test
  void nothingProvesNothing() {
    assertEquals(List.of(ONE, ONCE, TURN), failed());
  }

  @Test
  void aBeliefThatGoesOnWhenAnotherBeganIsFound() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11).held("n1#1", 1, 121, 122);
    granted("n2#1", 2, 110).held("n2#1", 2, 119, 120);

    assertEquals(List.of(ONE), failed());
  }

  @Test
  void aBeliefInALowerTokenAfterAHigherOneIsFoundAcrossOthers() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11).held("n1#1", 1, 400, 401);
    granted("n2#1", 2, 110).held("n2#1", 2, 390, 410);
    granted("n3#1", 3, 110).held("n3#1", 3, 120, 121);

    assertEquals(List.of(ONE), failed());
  }

  @Test
  void answersThatMayHaveBeenInOrderAreHeldAgainstNobody() {
    granted("n1#1", 1, 0).held("n1#1", 1, 100, 140);
    granted("n2#1", 2, 110).held("n2#1", 2, 90, 130);

    assertEquals(List.of(), failed());
  }

  @Test
  void aTokenThatIsGrantedTwiceIsFound() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11);
    granted("n2#1", 1, 20);

    assertEquals(List.of(ONCE), failed());
  }

  @Test
  void aGrantWithoutAnEndOfTheLastIsFound() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11);
    granted("n1#1", 2, 20);

    assertEquals(List.of(TURN), failed());
  }

  @Test
  void anEndOfWhatNeverBeganIsFound() {
    granted("n1#1", 1, 0).held("n1#1", 1, 10, 11).revoked("n1#1", 2, 20);

    assertEquals(List.of(TURN), failed());
  }

  @Test
  void aTokenThatFallsForOneMemberIsFound() {
    granted("n1#1", 2, 0).held("n1#1", 2, 10, 11).revoked("n1#1", 2, 20);
    granted("n1#1", 1, 30);

    assertTrue(failed().contains(TURN));
  }

  private List<String> failed() {
    return Beliefs.judge(events).stream().filter(check -> !check.held()).map(Check::claim).toList();
  }

  private BeliefsTest granted(String member, long token, long at) {
    return add(member, "GRANTED", token, at, at);
  }

  private BeliefsTest revoked(String member, long token, long at) {
    return add(member, "REVOKED", token, at, at);
  }

  private BeliefsTest held(String member, long token, long asked, long answered) {
    return add(member, "HELD", token, asked, answered);
  }

  private BeliefsTest add(String member, String kind, long token, long begin, long end) {
    events.add(
        Json.object()
            .put("begin", begin)
            .put("end", end)
            .put("member", member)
            .put("kind", kind)
            .put("token", token));
    return this;
  }
}
