package io.primacy.fence.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import io.primacy.postgres.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store is replaced by one that knows nothing; the database is not. */
@Timeout(120)
class WipedStoreTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final List<String> log = new ArrayList<>();

  @Test
  void tokensThatTheDatabaseAcceptsGoOnRisingWhenTheStoreWasWiped() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      Ledger ledger = Ledger.on(server);
      ledger.fence().enter(Ledger.token(40), "n3");
      long highest = 40;
      for (int store = 1; store <= 3; store++) {
        log.clear();
        lead(ledger);
        assertEquals(2, log.size(), log::toString);
        long token = Long.parseLong(log.get(0).replace("granted ", ""));
        assertTrue(token > highest, () -> log + " in a store that knows nothing");
        assertEquals(List.of("granted " + token, "revoked " + token + " CLOSED"), log);
        highest = token;
      }
      assertEquals(List.of("41 wrote", "42 wrote", "43 wrote"), ledger.lines());
    }
  }

  /** One node leads in a new store, writes, and ends. */
  private void lead(Ledger ledger) {
    VirtualTime time = VirtualTime.seeded(42);
    try (SimulatedStore store = SimulatedStore.in(time)) {
      Elections node = store.elections("n1");
      FencedContender contender =
          new FencedContender(node.election("ledger"), ledger.fence(), "n1", code());
      node.election("ledger").campaign(Candidacy.plain(), contender);
      assertTrue(time.runUntil(() -> !log.isEmpty(), SOON));
      node.closeAsync();
      time.advance(SOON);
    }
  }

  private FencedContender.Code code() {
    return new FencedContender.Code() {
      @Override
      public void granted(Leadership leadership, FenceEntry entry) throws Exception {
        log.add("granted " + leadership.token());
        entry.transact(
            connection -> {
              Ledger.write(connection, entry.token(), "wrote");
              return "";
            });
      }

      @Override
      public void revoked(Leadership leadership, EndReason reason) {
        log.add("revoked " + leadership.token() + " " + reason);
      }
    };
  }
}
