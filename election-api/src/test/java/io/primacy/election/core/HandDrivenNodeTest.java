package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One node, step by step: what no test in real time could show for certain. */
class HandDrivenNodeTest extends HandDriven {

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
  void anElectionIsAcquiredWithTwoWritesAndTwoReads() {
    RecordKey key = new RecordKey("elections", "ledger");
    node.election("first").campaign(Candidacy.plain(), nobody);
    pass(100);
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(1_000);
    assertTrue(node.election("ledger").leadership().isPresent());
    assertEquals(2, store.writes.get(key), "it is made, and claimed above the version of that");
    assertEquals(2, store.reads.get(key), "before the first write, and after the last");
    pass(60_000);
    assertEquals(2, store.reads.get(key));
  }

  @Test
  void whatOthersWroteDuringAWriteIsReadAfterIt() {
    RecordKey key = new RecordKey("elections", "ledger");
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(100);
    assertTrue(node.election("ledger").leadership().isPresent());
    // It lands, is replaced at once, and answered only then.
    store.afterWrites.add(() -> store.put(key, "primacy/1\nelection epoch=9 reborn=0ms\n"));
    node.election("ledger").change(Candidacy.plain().withPriority(7));
    pass(100);
    assertTrue(text(key).contains("priority=7"), text(key));
    assertTrue(node.election("ledger").leadership().orElseThrow().token().value() > 9);
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
}
