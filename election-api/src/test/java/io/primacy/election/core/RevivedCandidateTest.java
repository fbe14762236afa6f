package io.primacy.election.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.Failback;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A leader that gives way to a candidate that was silent for a moment. */
class RevivedCandidateTest {

  private static final RecordKey LEDGER = new RecordKey("elections", "ledger");
  private static final RecordKey BETTER = new RecordKey("sessions", "n2");
  private static final long LEASE = 4_000;
  private static final long RENEWAL = 500;

  /* Seen alive at the second renewal, it is due when it was silent for a little over a lease. */
  private static final long HOLD_OFF = 2_500 + LEASE + 5 - RENEWAL;

  private final HandLoop loop = new HandLoop();
  private final HandStore store = new HandStore();
  private final List<EndReason> ends = new ArrayList<>();
  private int renewals;

  @Test
  void aCandidateThatWasSilentForAMomentIsGivenWayToAllTheSame() throws Exception {
    Node node = open();
    Candidacy candidacy =
        Candidacy.plain()
            .withFailback(new Failback(Duration.ofMillis(HOLD_OFF), Failback.MOST_MOVES));
    node.election("ledger").campaign(candidacy, contender());
    loop.pass(LEASE);
    assertTrue(node.election("ledger").leadership().isPresent());

    ElectionRecord election = ElectionRecord.decode(store.records.get(LEDGER).value());
    CandidateEntry better = new CandidateEntry("n2", 1, LEASE, 9, true, 7, Map.of(), Map.of());
    store.put(LEDGER, new String(election.with(better).encode(), UTF_8));
    renewFor(3_000);
    loop.pass(LEASE + 10 - RENEWAL); // Not alive any more, and not to be fenced yet.
    renewFor(20_000);
    assertEquals(List.of(EndReason.HANDED_OVER), ends);
  }

  private void renewFor(long millis) {
    for (long passed = 0; passed < millis; passed += RENEWAL) {
      SessionRecord slot = new SessionRecord(1, 1, "r", ++renewals, LEASE, true);
      store.put(BETTER, new String(slot.encode(), UTF_8));
      loop.pass(RENEWAL);
    }
  }

  private Contender contender() {
    return new Contender() {
      @Override
      public void granted(Leadership leadership) {}

      @Override
      public void revoked(Leadership leadership, EndReason reason) {
        ends.add(reason);
      }
    };
  }

  private Node open() {
    return Node.open(
        ElectionsConfig.builder()
            .node("n1")
            .timing(Timing.ofLease(Duration.ofMillis(LEASE)))
            .provider(SimStore.provider(context -> store))
            .build(),
        new HandEnvironment(loop, loop::execute));
  }
}
