package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ElectionException;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.ReapOutcome;
import io.primacy.election.Timing;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The session of a process that is dead is closed: on a store that is driven by hand. */
class ReapTest {

  private static final RecordKey SLOT = new RecordKey("sessions", "n1");

  private final HandLoop loop = new HandLoop();
  private final HandStore store = new HandStore();
  private final Node node =
      Node.open(
          ElectionsConfig.builder()
              .node("n1")
              .timing(Timing.ofLease(Duration.ofSeconds(4)))
              .provider(SimStore.provider(context -> store))
              .build(),
          new HandEnvironment(loop, Runnable::run));

  @Test
  void aRenewalThatLandsBeforeTheClosingIsClosedToo() {
    renewed(1);
    store.beforeWrites.add(() -> renewed(2));

    assertEquals(ReapOutcome.CLOSED, reap("a").join());
    assertTrue(slot().contains("incarnation=3 floor=2 run=a sequence=2"), slot());
    assertTrue(slot().contains("state=closed"), slot());
  }

  @Test
  void whoeverRenewsTwiceIsNotDead() {
    renewed(1);
    store.beforeWrites.add(() -> renewed(2)); // May have been there, and the read have been stale.
    store.beforeWrites.add(() -> renewed(3));
    store.beforeWrites.add(() -> renewed(4));

    CompletableFuture<ReapOutcome> reaped = reap("a");

    CompletionException failed = assertThrows(CompletionException.class, reaped::join);
    assertEquals(ElectionException.class, failed.getCause().getClass());
    assertEquals(
        "Asked to close the session of n1 because its process is dead; it was renewed 2 times"
            + " meanwhile, so that process runs. Nothing was closed. Ask only for a process whose"
            + " exit status was taken.",
        failed.getCause().getMessage());
    assertTrue(slot().contains("state=open"), slot());
  }

  @Test
  void aStaleReadHidesNoSession() {
    store.put(SLOT, session("z", 1, "closed"));
    StoredRecord before = store.records.get(SLOT);
    renewed(2);
    store.stale.put(SLOT, before);

    assertEquals(ReapOutcome.CLOSED, reap("a").join());
    assertTrue(slot().contains("state=closed"), slot());
  }

  @Test
  void whatIsClosedStaysAsItIs() {
    renewed(1);
    assertEquals(ReapOutcome.CLOSED, reap("a").join());
    StoredRecord closed = store.records.get(SLOT);

    assertEquals(ReapOutcome.NOT_OPEN, reap("a").join());
    assertEquals(ReapOutcome.NOT_OPEN, reap("b").join());
    assertEquals(closed, store.records.get(SLOT));
  }

  @Test
  void whoeverNeverHadASessionHasNone() {
    assertEquals(ReapOutcome.NOT_OPEN, reap("a").join());
  }

  @Test
  void aStoreThatDoesNotAnswerIsSaidToHaveNotConfirmed() {
    renewed(1);
    store.frozen = true;

    CompletableFuture<ReapOutcome> reaped = reap("a");

    CompletionException failed = assertThrows(CompletionException.class, reaped::join);
    assertTrue(failed.getCause().getMessage().contains("did not confirm"), failed.toString());
  }

  private void renewed(int sequence) {
    store.put(SLOT, session("a", sequence, "open"));
  }

  private static String session(String run, int sequence, String state) {
    return "primacy/1\nsession incarnation=3 floor=2 run="
        + run
        + " sequence="
        + sequence
        + " lease=4000ms state="
        + state
        + "\n";
  }

  private String slot() {
    return new String(store.records.get(SLOT).value(), StandardCharsets.UTF_8);
  }

  private CompletableFuture<ReapOutcome> reap(String run) {
    CompletableFuture<ReapOutcome> outcome =
        node.operations().reap("n1", run).toCompletableFuture();
    for (int i = 0; i < 4_000 && !outcome.isDone(); i++) {
      loop.pass(10);
    }
    assertTrue(outcome.isDone(), "nothing came of it");
    return outcome;
  }
}
