package io.primacy.election;

import static io.primacy.election.Witness.eventually;
import static io.primacy.election.Witness.failure;
import static io.primacy.election.Witness.get;
import static io.primacy.election.Witness.lead;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handing over, closing, and what comes after. */
class HandoverAndCloseTest {

  private final MemoryStore store = new MemoryStore();
  private final MemoryStore.Client client = store.new Client();
  private final Elections one = store.open("n1");
  private final Elections two = store.open("n2", client);
  private final Elections three = store.open("n3");
  private final Witness first = new Witness();
  private final Witness second = new Witness();
  private final Witness third = new Witness();
  private Leadership held;

  @BeforeEach
  void oneLeadsAndTwoStands() {
    get(one.election("ledger").campaign(Candidacy.plain(), first));
    held = lead(one.election("ledger"));
    get(two.election("ledger").campaign(Candidacy.plain(), second));
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    three.close();
  }

  @Test
  void aLeaderHandsOverToTheNamedCandidateEvenIfAnotherComesFirst() {
    get(three.election("ledger").campaign(Candidacy.plain().withPriority(-5), third));
    assertEquals(HandoverOutcome.HANDED_OVER, get(one.election("ledger").handOver("n3")));
    assertEquals(EndReason.HANDED_OVER, get(held.ended()));
    assertEquals(
        List.of("granted " + held.token(), "revoked " + held.token() + " HANDED_OVER"), first.told);
    Leadership next = lead(three.election("ledger"));
    assertEquals(held.token().value() + 1, next.token().value());
    ElectionView view = three.election("ledger").view().orElseThrow();
    assertEquals(
        List.of("n1", "n2", "n3"),
        view.candidates().stream().map(ElectionView.Candidate::node).toList());
    ElectionView.Transition last = view.transitions().get(view.transitions().size() - 1);
    assertEquals("handover", last.cause());
    assertEquals(Optional.of("n1"), last.from());
    assertTrue(last.gapMillis().isPresent());
    eventually(
        () -> three.election("ledger").view(),
        () -> three.election("ledger").view().orElseThrow().confirmed());
    assertEquals(Optional.of("n3"), last.node());
  }

  @Test
  void whoIsNoOtherEligibleCandidateIsNotHandedOverTo() {
    get(three.election("ledger").campaign(Candidacy.plain().withEligible(false), third));
    Map<String, HandoverOutcome> targets =
        Map.of(
            "n1", HandoverOutcome.ALREADY_LEADER,
            "n3", HandoverOutcome.TARGET_NOT_ELIGIBLE,
            "n4", HandoverOutcome.TARGET_UNKNOWN,
            "", HandoverOutcome.TARGET_UNKNOWN,
            "a/b", HandoverOutcome.TARGET_UNKNOWN);
    targets.forEach(
        (target, outcome) ->
            assertEquals(outcome, get(one.election("ledger").handOver(target)), target));
    assertTrue(held.isHeld());
    assertEquals(1, first.told.size(), first.told.toString());
  }

  @Test
  void whoDoesNotLeadHandsNothingOver() {
    assertEquals(HandoverOutcome.NOT_LEADER, get(two.election("ledger").handOver("n1")));
    assertEquals(HandoverOutcome.NOT_LEADER, get(two.election("nothing").handOver("n1")));
    assertTrue(held.isHeld());
  }

  @Test
  void aCandidateThatIsDeadIsNotHandedOverTo() {
    client.cutOff = true;
    eventually(two::session, () -> two.session().state() != SessionView.State.OPEN);
    HandoverOutcome outcome = get(one.election("ledger").handOver("n2"));
    assertTrue(
        List.of(HandoverOutcome.TARGET_NOT_ALIVE, HandoverOutcome.TARGET_UNKNOWN).contains(outcome),
        outcome.toString());
    assertTrue(held.isHeld());
  }

  @Test
  void theEarlierOfTwoHandoversCounts() {
    get(three.election("ledger").campaign(Candidacy.plain(), third));
    CompletionStage<HandoverOutcome> earlier = one.election("ledger").handOver("n3");
    CompletionStage<HandoverOutcome> later = one.election("ledger").handOver("n2");
    assertEquals(HandoverOutcome.ANOTHER_HANDOVER, get(later));
    assertEquals(HandoverOutcome.HANDED_OVER, get(earlier));
    lead(three.election("ledger"));
  }

  @Test
  void aLeaderThatClosesHandsOverWithoutWaitingForItsLease() {
    eventually(
        () -> "n2 is not seen",
        () -> one.election("ledger").view().orElseThrow().candidates().size() == 2);
    Witness.pause(300);
    long begun = System.nanoTime();
    one.close();
    Leadership next = lead(two.election("ledger"));
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(took < 1_400, took + " ms");
    assertEquals(EndReason.CLOSED, get(held.ended()));
    assertEquals(
        List.of("granted " + held.token(), "revoked " + held.token() + " CLOSED"), first.told);
    assertTrue(next.token().compareTo(held.token()) > 0);
    assertEquals(SessionView.State.CLOSED, one.session().state());
    assertTrue(
        store.find(new RecordKey("sessions", "n1")).orElseThrow().toString().contains("=closed"));
  }

  @Test
  void afterTheCloseEverythingSaysSo() {
    one.close();
    one.close();
    get(one.closeAsync());
    for (LeaderElection election : List.of(one.election("ledger"), one.election("new"))) {
      List<Supplier<CompletionStage<?>>> calls =
          List.of(
              () -> election.eligible(false),
              election::withdraw,
              () -> election.handOver("n2"),
              () -> election.campaign(Candidacy.plain(), first));
      for (Supplier<CompletionStage<?>> call : calls) {
        Throwable refusal = failure(call.get());
        assertEquals(ElectionException.class, refusal.getClass());
        assertEquals("The elections of node 'n1' are closed.", refusal.getMessage());
      }
      assertEquals(
          "The elections of node 'n1' are closed.",
          assertThrows(ElectionException.class, () -> election.awaitLeadership(Duration.ofDays(1)))
              .getMessage());
      assertEquals(Optional.empty(), election.leadership());
      election.observe(view -> {}).close();
    }
    assertFalse(one.failed().toCompletableFuture().isDone());
  }

  @Test
  void aCloseEndsTheWaitingOfOthers() {
    Thread closer =
        new Thread(
            () -> {
              Witness.pause(100);
              two.close();
            });
    closer.start();
    assertEquals(
        "The elections of node 'n2' are closed.",
        assertThrows(
                ElectionException.class,
                () -> two.election("ledger").awaitLeadership(Duration.ofDays(1)))
            .getMessage());
  }

  @Test
  void aCloseWithoutTheStoreEndsAtItsLimits() {
    client.cutOff = true;
    long begun = System.nanoTime();
    two.close();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    // The drain limit and four call timeouts, and what a busy machine adds.
    assertTrue(took < 3_500, took + " ms");
    assertTrue(client.closed);
  }

  @Test
  void aHandoverThatIsCutOffIsAnswered() {
    MemoryStore.Client silent = store.new Client();
    Elections four = store.open("n4", silent);
    try {
      get(four.election("solo").campaign(Candidacy.plain(), third));
      lead(four.election("solo"));
      silent.cutOff = true; // Else the store may say that n1 does not stand before the close.
      CompletionStage<HandoverOutcome> handover = four.election("solo").handOver("n1");
      four.close();
      assertEquals(HandoverOutcome.OVERTAKEN, get(handover));
    } finally {
      four.close();
    }
  }
}
