package io.primacy.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {

  /** A measurement compares to the second, and starts each by its backend and name. */
  @Test
  void onEachBackendPrimacyComesFirstAndIsNotAlone() {
    for (Backend backend : Backend.values()) {
      List<Peer> peers = Peers.on(backend);
      assertEquals("Primacy", peers.get(0).name());
      assertEquals(peers.size(), peers.stream().map(Peer::name).distinct().count());
      assertEquals(List.of(backend), peers.stream().map(Peer::backend).distinct().toList());
      assertEquals("Primacy", Peers.named(backend, "Primacy").name());
      assertEquals(peers.get(1), Peers.named(backend, peers.get(1).name()));
      assertEquals(peers, Peers.ofRun(backend, false));
      assertEquals(peers.subList(0, 2), Peers.ofRun(backend, true));
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseOfItsBackend() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> Peers.named(Backend.RAFT, "LeaderLatch"));
    assertEquals(
        "No peer on raft is named LeaderLatch; there are Primacy, role listener",
        error.getMessage());
  }
}
