package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import io.primacy.election.Timing;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** One node, step by step: what no test in real time could show for certain. */
class HandDrivenNodeTest {

  private final HandLoop loop = new HandLoop();
  private final HandLoop threads = new HandLoop();
  /* Closing the node does not close these. */
  private final Executor threadsThatStay = task -> runOrQueue(task);
  private final HandStore store = new HandStore();
  private boolean atOnce;
  private final Node node = open("n1");

  private final Contender nobody =
      new Contender() {
        @Override
        public void granted(Leadership leadership) {}

        @Override
        public void revoked(Leadership leadership, EndReason reason) {}
      };

  private void runOrQueue(Runnable task) {
    if (atOnce) {
      task.run();
    } else {
      threads.execute(task);
    }
  }

  private Node open(String name) {
    return Node.open(
        ElectionsConfig.builder()
            .node(name)
            .timing(Timing.ofLease(Duration.ofSeconds(4)))
            .provider(SimStore.provider(context -> store))
            .build(),
        new HandEnvironment(loop, threadsThatStay));
  }

  private void pass(long millis) {
    for (long i = 0; i < millis; i += 10) {
      loop.pass(10);
      threads.pass(10);
    }
  }

  private static String failure(CompletionStage<?> stage) {
    assertTrue(stage.toCompletableFuture().isDone());
    CompletionException failed =
        assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join());
    assertEquals(ElectionException.class, failed.getCause().getClass());
    return failed.getCause().getMessage();
  }

  @Test
  void whatTheLoopDroppedWhenItWasClosedFails() {
    CompletableFuture<Void> closed = node.closeAsync().toCompletableFuture();
    CompletionStage<Void> campaign = node.election("ledger").campaign(Candidacy.plain(), nobody);
    loop.step();
    threads.run();
    assertTrue(closed.isDone());
    assertEquals("The elections of node 'n1' are closed.", failure(campaign));
  }

  @Test
  void whatIsRefusedOnTheLoopFailsOnAThreadForUserCode() {
    node.closeAsync();
    CompletionStage<Void> campaign = node.election("ledger").campaign(Candidacy.plain(), nobody);
    loop.run();
    assertFalse(campaign.toCompletableFuture().isDone());
    threads.run();
    assertEquals("The elections of node 'n1' are closed.", failure(campaign));
  }

  @Test
  void aPulseIsFeltOnceTheLoopAndAThreadHaveRun() {
    CompletableFuture<Void> pulse = node.pulse().toCompletableFuture();
    threads.run();
    assertFalse(pulse.isDone(), "the loop stands still");
    loop.run();
    assertFalse(pulse.isDone(), "no thread runs");
    threads.run();
    assertTrue(pulse.isDone());

    CompletionStage<Void> dropped = node.pulse();
    node.closeAsync();
    pass(1000);
    dropped.toCompletableFuture().join();
    assertEquals("The elections of node 'n1' are closed.", failure(node.pulse()));
  }

  @Test
  void aBackendThatFailsToCloseDoesNotKeepTheNodeFromClosing() {
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(100);
    assertTrue(node.election("ledger").leadership().isPresent());
    CompletableFuture<Void> closed = node.closeAsync().toCompletableFuture();
    pass(1000);
    assertTrue(closed.isDone());
  }

  @Test
  void aSessionThatCanNotBeReadIsNotFencedAgainAndAgain() {
    RecordKey session = new RecordKey("sessions", "n2");
    store.put(
        new RecordKey("elections", "ledger"),
        "primacy/1\nelection epoch=1 reborn=0ms\nholder node=n2 incarnation=3 lease=4000ms\n");
    store.put(
        session,
        "primacy/1\nsession incarnation=3 floor=2 run=a sequence=1 lease=4000ms state=open\n");
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(1000);
    store.put(session, "something else");
    pass(20_000);
    assertTrue(store.writes.getOrDefault(session, 0) <= 1, store.writes.toString());
    assertFalse(node.election("ledger").leadership().isPresent());
    store.put(
        session,
        "primacy/1\nsession incarnation=3 floor=2 run=a sequence=2 lease=4000ms state=closed\n");
    pass(20_000);
    assertTrue(node.election("ledger").leadership().isPresent(), "a hint is followed");
  }

  @Test
  void aRecordThatWouldBeTooLargeIsNotWritten() {
    StringBuilder full = new StringBuilder("primacy/1\nelection epoch=1 reborn=0ms\n");
    while (full.length() < StoredRecord.MAX_BYTES - 60) {
      full.append("remark text=").append("x".repeat(40)).append('\n');
    }
    RecordKey key = new RecordKey("elections", "ledger");
    store.put(key, full.toString());
    CompletionStage<Void> campaign = node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(5_000);
    assertEquals(null, store.writes.get(key));
    assertEquals(
        "The record elections/ledger is full: with this candidacy it would exceed 61440 bytes."
            + " Let other candidates withdraw, or give fewer attributes.",
        failure(campaign));
  }

  @Test
  void whoIsToldOfALeadershipFindsASessionThatSaysTheSame() {
    atOnce = true;
    List<SessionView.State> states = new ArrayList<>();
    Contender asking =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {
            states.add(node.session().state());
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            states.add(node.session().state());
          }
        };
    node.election("ledger").campaign(Candidacy.plain(), asking);
    pass(100);
    assertEquals(List.of(SessionView.State.OPEN), states);
    store.frozen = true;
    pass(5_000);
    assertEquals(List.of(SessionView.State.OPEN, SessionView.State.OPENING), states);
  }

  @Test
  void whoStartsIsToldThatALeadershipIsToEndBeforeItsContenderIs() {
    List<String> told = new ArrayList<>();
    Contender slow =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {
            leadership
                .ending()
                .thenAccept(why -> told.add("ending " + why + " held " + leadership.isHeld()));
            leadership
                .ended()
                .thenAccept(why -> told.add("ended " + why + " held " + leadership.isHeld()));
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            told.add("revoked " + reason + " held " + leadership.isHeld());
          }
        };
    node.election("ledger").campaign(Candidacy.plain(), slow);
    pass(100);
    node.election("ledger").eligible(false);
    pass(100);
    assertEquals(
        List.of(
            "ending NOT_ELIGIBLE held true",
            "revoked NOT_ELIGIBLE held true",
            "ended NOT_ELIGIBLE held false"),
        told);

    told.clear();
    node.election("ledger").eligible(true);
    pass(100);
    store.frozen = true;
    pass(5_000);
    assertEquals(
        List.of("ending LEASE_EXPIRED held false", "ended LEASE_EXPIRED held false"),
        told.stream().filter(line -> !line.startsWith("revoked")).toList());
  }

  @Test
  void aSessionTellsHowItsRenewalsWent() {
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(100);
    Duration lease = Duration.ofSeconds(4);
    assertEquals(0, node.session().renewals().count());
    assertEquals(lease, node.session().renewals().leastHeadroom());

    Duration renewEvery = Timing.ofLease(lease).renewEvery();
    pass(2 * renewEvery.toMillis());

    assertEquals(2, node.session().renewals().count());
    assertEquals(Duration.ZERO, node.session().renewals().total());
    assertEquals(lease.minus(renewEvery), node.session().renewals().leastHeadroom());

    store.frozen = true;
    pass(lease.toMillis());
    assertEquals(Renewals.NONE, node.session().renewals());
  }

  @Test
  void whoIsToldOfARefusalFindsASessionThatSaysTheSame() {
    atOnce = true;
    List<SessionView.State> states = new ArrayList<>();
    node.failed().thenRun(() -> states.add(node.session().state()));
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    for (int sequence = 1; sequence < 10; sequence++) {
      store.put(
          new RecordKey("sessions", "n1"),
          "primacy/1\nsession incarnation=3 floor=2 run=a sequence="
              + sequence
              + " lease=4000ms state=open\n");
      pass(1_000);
    }
    assertEquals(List.of(SessionView.State.REFUSED), states);
  }

  @Test
  void aLeaderPassesOverNobodyWhoseLifeItCouldNotSeeYet() {
    RecordKey key = new RecordKey("elections", "ledger");
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(100);
    store.put(key, text(key) + candidate("n2", 1));
    renew("n2");
    renew("n2");
    // Nobody hinted: the leader meets this one when it writes.
    String withBetter = text(key) + candidate("n3", 2);
    store.records.put(
        key, new StoredRecord(++store.versions, withBetter.getBytes(StandardCharsets.UTF_8)));

    node.election("ledger").withdraw();
    pass(100);

    assertFalse(text(key).contains("holder node=n2"), text(key));
    assertFalse(text(key).contains("holder node=n1"), text(key));
  }

  private String text(RecordKey key) {
    return new String(store.records.get(key).value(), StandardCharsets.UTF_8);
  }

  private static String candidate(String node, int priority) {
    return "candidate node="
        + node
        + " incarnation=3 lease=4000ms priority="
        + priority
        + " eligible=true arrival="
        + (10 - priority)
        + "\n";
  }

  private int sequence;

  private void renew(String node) {
    store.put(
        new RecordKey("sessions", node),
        "primacy/1\nsession incarnation=3 floor=2 run="
            + node
            + " sequence="
            + ++sequence
            + " lease=4000ms state=open\n");
    pass(20);
  }
}
