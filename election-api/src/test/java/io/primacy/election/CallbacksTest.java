package io.primacy.election;

import static io.primacy.election.Witness.eventually;
import static io.primacy.election.Witness.get;
import static io.primacy.election.Witness.lead;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What user code may do, and what it can not harm. */
class CallbacksTest {

  private final MemoryStore store = new MemoryStore();
  private final MemoryStore.Client client = store.new Client();
  private final Elections one = store.open("n1", client);
  private final Elections two = store.open("n2");
  private final Witness first = new Witness();
  private final Witness second = new Witness();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    one.close();
    two.close();
  }

  /** Does not return from {@code granted} before the test ends. */
  private final class Stuck extends Witness {
    @Override
    public void granted(Leadership leadership) throws Exception {
      super.granted(leadership);
      if (!release.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("never released");
      }
    }
  }

  @Test
  void aContenderMayCloseEverythingFromInsideItsCallback() {
    CompletableFuture<Boolean> returned = new CompletableFuture<>();
    Witness closer =
        new Witness() {
          @Override
          public void granted(Leadership leadership) throws Exception {
            super.granted(leadership);
            one.close();
            returned.complete(true);
          }
        };
    one.election("ledger").campaign(Candidacy.plain(), closer);
    assertTrue(get(returned));
    get(one.closeAsync());
    assertEquals(SessionView.State.CLOSED, one.session().state());
    assertEquals(2, closer.told.size(), closer.told.toString());
    assertTrue(closer.told.get(1).endsWith(" CLOSED"), closer.told.toString());
  }

  @Test
  void anObserverMayCloseEverythingFromInsideItsCallback() {
    CompletableFuture<ElectionView> seen = new CompletableFuture<>();
    one.election("ledger")
        .observe(
            view -> {
              one.close();
              seen.complete(view);
            });
    get(seen);
    get(one.closeAsync());
  }

  @Test
  void whoeverWaitsForAStageMayCloseToo() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    one.election("ledger")
        .campaign(Candidacy.plain(), first)
        .thenRun(
            () -> {
              one.close();
              closed.complete(null);
            });
    get(closed);
    assertTrue(client.closed);
  }

  @Test
  void aContenderThatThrowsDoesNotLeadAndAnotherDoes() {
    Witness failing =
        new Witness() {
          @Override
          public void granted(Leadership leadership) throws Exception {
            super.granted(leadership);
            throw new StackOverflowError("thrown by a test");
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) throws Exception {
            super.revoked(leadership, reason);
            throw new java.io.IOException("thrown by a test");
          }
        };
    get(two.election("ledger").campaign(Candidacy.plain(), second));
    lead(two.election("ledger"));
    get(one.election("ledger").campaign(Candidacy.plain().withPriority(9), failing));
    get(two.election("ledger").eligible(false));
    get(two.election("ledger").eligible(true));
    eventually(() -> failing.told, () -> failing.told.size() >= 2);
    assertTrue(failing.told.get(1).endsWith(" CONTENDER_FAILED"), failing.told.toString());
    Leadership after = lead(two.election("ledger"));
    assertTrue(after.isHeld());
    assertEquals(Optional.empty(), one.election("ledger").leadership());
  }

  @Test
  void aContenderThatNeverReturnsLosesItsLeadershipOnTimeAndDelaysNobody() {
    Stuck stuck = new Stuck();
    one.election("stuck").campaign(Candidacy.plain(), stuck);
    one.election("other").campaign(Candidacy.plain(), first);
    Leadership held = lead(one.election("stuck"));
    lead(one.election("other"));
    eventually(() -> stuck.told, () -> stuck.told.size() == 1);
    get(two.election("stuck").campaign(Candidacy.plain(), second));
    client.cutOff = true;
    long begun = System.nanoTime();
    assertEquals(EndReason.LEASE_EXPIRED, get(held.ended()));
    assertFalse(held.isHeld());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(took < 4_000, took + " ms");
    eventually(() -> first.told, () -> first.told.size() == 2);
    assertTrue(first.told.get(1).endsWith(" LEASE_EXPIRED"), first.told.toString());
    assertTrue(lead(two.election("stuck")).token().compareTo(held.token()) > 0);
    assertEquals(1, stuck.told.size(), "told while it had not returned");
  }

  @Test
  void aLeadershipThatIsDrainedLongerThanTheLimitEndsAllTheSame() {
    Stuck stuck = new Stuck();
    one.election("ledger").campaign(Candidacy.plain(), stuck);
    Leadership held = lead(one.election("ledger"));
    eventually(() -> stuck.told, () -> stuck.told.size() == 1);
    long begun = System.nanoTime();
    get(one.election("ledger").withdraw());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(took >= 500, "ended after " + took + " ms, before the drain limit");
    assertFalse(held.isHeld());
    assertEquals(EndReason.WITHDRAWN, get(held.ended()));
  }

  @Test
  void aLeadershipIsStillHeldWhileItIsDrained() {
    CompletableFuture<Boolean> held = new CompletableFuture<>();
    Witness slow =
        new Witness() {
          @Override
          public void revoked(Leadership leadership, EndReason reason) throws Exception {
            super.revoked(leadership, reason);
            pause(100);
            held.complete(leadership.isHeld());
          }
        };
    one.election("ledger").campaign(Candidacy.plain(), slow);
    lead(one.election("ledger"));
    eventually(() -> slow.told, () -> slow.told.size() == 1);
    get(one.election("ledger").withdraw());
    assertTrue(get(held));
  }

  @Test
  void aContenderThatReturnsAfterTheCloseIsStillToldThatItIsOver() {
    Stuck stuck = new Stuck();
    one.election("ledger").campaign(Candidacy.plain(), stuck);
    Leadership held = lead(one.election("ledger"));
    eventually(() -> stuck.told, () -> stuck.told.size() == 1);
    one.close();
    assertFalse(held.isHeld());
    assertEquals(List.of("granted " + held.token()), stuck.told);
    release.countDown();
    eventually(() -> stuck.told, () -> stuck.told.size() == 2);
    assertEquals("revoked " + held.token() + " CLOSED", stuck.told.get(1));
  }
}
