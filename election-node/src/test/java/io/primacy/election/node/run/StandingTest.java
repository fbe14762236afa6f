package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.Elections;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a node stands when several parts of it have something to say, in virtual time. */
class StandingTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final VirtualTime time = VirtualTime.seeded(7);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections n1 = store.elections("n1");
  private final Elections n2 = store.elections("n2");
  private final Standing first = new Standing(n1.election("ledger"), Candidacy.plain());
  private final Standing second = new Standing(n2.election("ledger"), Candidacy.plain());
  private final List<ElectionView> seen = new ArrayList<>();

  @AfterEach
  void close() {
    n1.closeAsync();
    n2.closeAsync();
    time.advance(SOON);
    store.close();
  }

  @Test
  void whoeverIsObjectedToDoesNotLeadAndSaysWhy() {
    first.object("disk", "1 GiB free, asked 5 GiB");
    first.object("clock", "no answer yet");
    first.stand(new Idle());
    time.advance(SOON);

    assertTrue(n1.election("ledger").leadership().isEmpty());
    assertFalse(candidate("n1").eligible());
    assertEquals(
        Map.of("health", "clock: no answer yet; disk: 1 GiB free, asked 5 GiB"),
        candidate("n1").attributes());

    first.agree("clock");
    time.advance(SOON);
    assertTrue(n1.election("ledger").leadership().isEmpty());
    first.agree("disk");
    time.advance(SOON);
    assertTrue(n1.election("ledger").leadership().isPresent());
    assertEquals(Map.of(), candidate("n1").attributes());
  }

  @Test
  void aLeaderThatIsObjectedToHandsOver() {
    firstLeadsSecondStands();

    first.object("disk", "full");

    assertTrue(time.runUntil(() -> n2.election("ledger").leadership().isPresent(), SOON));
    assertTrue(n1.election("ledger").leadership().isEmpty());
    assertEquals("disk: full", candidate("n1").attributes().get("health"));
  }

  @Test
  void aLeaderThatIsAloneStopsAllTheSame() {
    first.stand(new Idle());
    time.advance(SOON);
    assertTrue(n1.election("ledger").leadership().isPresent());

    first.object("database", "no server is writable");
    time.advance(SOON);

    assertTrue(n1.election("ledger").leadership().isEmpty());
  }

  @Test
  void theStoreIsLeftAloneUntilTheSumChanges() {
    first.object("disk", "full");
    first.object("script", "ended with 1");
    first.stand(new Idle());
    time.advance(SOON);
    n1.election("ledger").observe(seen::add);
    time.advance(SOON);
    int before = seen.size();

    first.object("disk", "full");
    first.agree("nobody");
    first.boost("database", 0);
    first.configure(Candidacy.plain());
    time.advance(SOON);
    assertEquals(before, seen.size());

    first.agree("disk");
    time.advance(SOON);
    assertEquals(before + 1, seen.size());
    assertFalse(candidate("n1").eligible());
  }

  @Test
  void boostsAddToThePriorityWithinItsBounds() {
    first.boost("database", 100);
    first.boost("rack", 2);
    first.configure(Candidacy.plain().withPriority(5));
    assertEquals(107, first.candidacy().priority());
    assertEquals("database+100; rack+2", first.candidacy().attributes().get("boost"));

    first.boost("database", Integer.MAX_VALUE);
    assertEquals(Candidacy.HIGHEST, first.candidacy().priority());
    first.boost("database", Integer.MIN_VALUE);
    assertEquals(Candidacy.LOWEST, first.candidacy().priority());
  }

  @Test
  void whoeverAnOperatorSentAwayStaysAway() {
    firstLeadsSecondStands();
    n2.operations()
        .withdraw("ledger", false, Duration.ZERO, new Actor("alice", "it goes to the scrap yard"));
    time.advance(SOON);
    assertEquals(Optional.empty(), find("n1"));

    first.object("disk", "full");
    first.agree("disk");
    first.boost("database", 3);
    time.advance(SOON);

    assertEquals(Optional.empty(), find("n1"));
  }

  @Test
  void aLongObjectionIsCutWhereACharacterEnds() {
    first.object("script", "x".repeat(190) + "🙂".repeat(20) + "\n\ud83d");

    String health = first.candidacy().attributes().get("health");

    assertEquals("script: " + "x".repeat(190) + "…", health);
    first.object("script", "a\nb\ud83d");
    assertEquals("script: a b?", first.candidacy().attributes().get("health"));
  }

  private void firstLeadsSecondStands() {
    first.stand(new Idle());
    time.advance(SOON);
    second.stand(new Idle());
    time.advance(SOON);
    assertTrue(n1.election("ledger").leadership().isPresent());
  }

  private Candidate candidate(String node) {
    return find(node).orElseThrow();
  }

  private Optional<Candidate> find(String node) {
    return n2.election("ledger").view().flatMap(view -> view.candidate(node));
  }
}
