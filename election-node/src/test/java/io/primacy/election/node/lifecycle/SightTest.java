package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Directives;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.FencingToken;
import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import io.primacy.election.node.lifecycle.Input.Outlook;
import io.primacy.election.node.lifecycle.Input.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a view says of a node, whose third run this is. */
class SightTest {

  private static final SessionView OPEN = session(SessionView.State.OPEN, "");

  @Test
  void aCandidateThatIsEligibleMayLead() {
    assertEquals(
        new Seen(7, Outlook.MAY_LEAD, "n2 leads"),
        Sight.of("n1", OPEN, view(Optional.of(new Holder("n2", 1)), candidate(3, true))));
    assertEquals(
        new Seen(7, Outlook.MAY_LEAD, "nobody leads"),
        Sight.of("n1", OPEN, view(Optional.empty(), candidate(3, true))));
  }

  @Test
  void theHolderLeads() {
    assertEquals(
        new Seen(7, Outlook.LEADS, "leads"),
        Sight.of("n1", OPEN, view(Optional.of(new Holder("n1", 3)), candidate(3, true))));
  }

  @Test
  void anEarlierRunOfTheNodeCountsForNothing() {
    assertEquals(
        new Seen(7, Outlook.MAY_NOT_LEAD, "does not stand"),
        Sight.of("n1", OPEN, view(Optional.of(new Holder("n1", 2)), candidate(2, true))));
    assertEquals(
        new Seen(7, Outlook.MAY_LEAD, "n1 leads"),
        Sight.of("n1", OPEN, view(Optional.of(new Holder("n1", 2)), candidate(3, true))));
  }

  @Test
  void whoIsNotEligibleMayNotLead() {
    assertEquals(
        new Seen(7, Outlook.MAY_NOT_LEAD, "not eligible"),
        Sight.of("n1", OPEN, view(Optional.empty(), candidate(3, false))));
  }

  @Test
  void withoutASessionNothingThatTheStoreShowedCounts() {
    Optional<ElectionView> view = view(Optional.empty(), candidate(3, true));
    assertEquals(
        new Seen(Long.MAX_VALUE, Outlook.MAY_NOT_LEAD, "waits for the store"),
        Sight.of("n1", session(SessionView.State.OPENING, "x"), view));
    assertEquals(
        new Seen(Long.MAX_VALUE, Outlook.MAY_NOT_LEAD, "refused: runs twice"),
        Sight.of("n1", session(SessionView.State.REFUSED, "runs twice"), view));
    assertEquals(
        new Seen(Long.MAX_VALUE, Outlook.MAY_NOT_LEAD, "waits for the store"),
        Sight.of("n1", OPEN, Optional.empty()));
  }

  private static SessionView session(SessionView.State state, String detail) {
    return new SessionView(state, 3, Duration.ofSeconds(1), Renewals.NONE, detail);
  }

  private static Candidate candidate(long incarnation, boolean eligible) {
    return new Candidate("n1", incarnation, 0, eligible, 1, Map.of());
  }

  private static Optional<ElectionView> view(Optional<Holder> leader, Candidate own) {
    return Optional.of(
        new ElectionView(
            "ledger",
            true,
            20,
            leader,
            true,
            Optional.of(new FencingToken(7)),
            List.of(own),
            Directives.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            0));
  }
}
