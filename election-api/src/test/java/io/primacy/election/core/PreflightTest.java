package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lease of 4 s: renewed every second, and a preflight has a quarter of that. */
class PreflightTest extends HandDriven {

  private static final RecordKey SESSION = new RecordKey("sessions", "n1");

  private final List<EndReason> revoked = new ArrayList<>();
  private final List<Integer> renewalsBefore = new ArrayList<>();
  private boolean fails;

  private final Contender working =
      new Contender() {
        @Override
        public void granted(Leadership leadership) {
          if (fails) {
            throw new IllegalStateException("thrown by a test");
          }
        }

        @Override
        public void revoked(Leadership leadership, EndReason reason) {
          revoked.add(reason);
          renewalsBefore.add(store.writes.get(SESSION));
        }
      };

  private void lead() {
    node.election("ledger").campaign(Candidacy.plain(), working);
    pass(100);
    assertTrue(node.election("ledger").leadership().isPresent());
  }

  private void withdrawWhileTheStoreTakesNoWrite() {
    lead();
    store.frozen = true;
    node.election("ledger").withdraw();
  }

  @Test
  void theSessionIsRenewedBeforeWorkIsStopped() {
    lead();
    int renewals = store.writes.get(SESSION);
    node.election("ledger").withdraw();
    pass(20);
    assertEquals(List.of(EndReason.WITHDRAWN), revoked);
    assertEquals(List.of(renewals + 1), renewalsBefore);
    assertFalse(node.election("ledger").leadership().isPresent());
  }

  @Test
  void oneRenewalServesAllThatAreLeft() {
    lead();
    node.election("second").campaign(Candidacy.plain(), working);
    pass(100);
    int renewals = store.writes.get(SESSION);
    node.closeAsync();
    pass(20);
    assertEquals(List.of(EndReason.CLOSED, EndReason.CLOSED), revoked);
    assertEquals(List.of(renewals + 1, renewals + 1), renewalsBefore);
  }

  @Test
  void workGoesOnWhileTheStoreTakesNoWriteButNotForLong() {
    withdrawWhileTheStoreTakesNoWrite();
    pass(200);
    assertEquals(List.of(), revoked);
    assertTrue(node.election("ledger").leadership().orElseThrow().isHeld());
    pass(100);
    assertEquals(List.of(EndReason.WITHDRAWN), revoked);
  }

  @Test
  void whatEndsItMeanwhileIsToldAtOnceAndOnce() {
    withdrawWhileTheStoreTakesNoWrite();
    pass(100);
    store.put(new RecordKey("elections", "ledger"), "primacy/1\nelection epoch=99 reborn=0ms\n");
    pass(20);
    assertEquals(List.of(EndReason.SUPERSEDED), revoked);
    pass(1_000);
    assertEquals(List.of(EndReason.SUPERSEDED), revoked);
  }

  @Test
  void workThatCouldNotBeginIsStoppedAtOnce() {
    fails = true;
    node.election("ledger").campaign(Candidacy.plain(), working);
    // The session is made and opened, the election made and claimed. Nothing lands after that.
    store.afterWrites.addAll(List.of(() -> {}, () -> {}, () -> {}, () -> store.frozen = true));
    pass(100);
    assertEquals(List.of(EndReason.CONTENDER_FAILED), revoked);
  }
}
