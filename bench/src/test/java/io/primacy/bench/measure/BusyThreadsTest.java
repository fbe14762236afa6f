package io.primacy.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.service.ZooKeeperServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BusyThreadsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void namesWhoGoesOn() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread spins =
        new Thread(
            () -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
            },
            "spins");
    spins.start();
    try {
      boolean named = false;
      for (int look = 0; look < 20 && !named; look++) { // It may wait for a core in one of them.
        named = BusyThreads.leftAfter(Duration.ZERO).contains("spins");
      }
      assertTrue(named);
    } finally {
      over.set(true);
      spins.join();
    }
    assertEquals(List.of(), BusyThreads.leftAfter(LIMIT));
  }

  /** Neither who leads nor who stands by. */
  @Test
  void noneIsLeftOfMembersThatLeft() throws Exception {
    try (ZooKeeperServer server = new ZooKeeperServer()) {
      for (Peer peer : Peers.withLock()) {
        Member leads = join(peer, server, "a");
        Watch watch = new Watch();
        leads.stand("left", watch);
        watch.awaitBegin();
        Member standsBy = join(peer, server, "b");
        standsBy.stand("left", new Watch());
        standsBy.leave();
        leads.leave();
        assertEquals(List.of(), BusyThreads.leftAfter(LIMIT), peer.name());
      }
    }
  }

  private static Member join(Peer peer, ZooKeeperServer server, String node) throws Exception {
    return peer.join(server.connect(), node, Duration.ofSeconds(2));
  }
}
