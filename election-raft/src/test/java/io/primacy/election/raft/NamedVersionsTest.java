package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A hint names what the change made, so that nobody reads what he wrote. */
final class NamedVersionsTest {

  @Test
  void votersAndClientsAreToldTheVersionThatAWriteMade() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      voters.awaitLeader();
      String connect = "127.0.0.1:" + (voters.port("b") + Peer.CLIENT_OFFSET);
      try (ElectionBackend client = TestVoters.open("client", Map.of("connect", connect))) {
        List<Long> atVoter = new CopyOnWriteArrayList<>();
        List<Long> atClient = new CopyOnWriteArrayList<>();
        voters.voter("a").watch(TestVoters.key("x"), atVoter::add);
        client.watch(TestVoters.key("x"), atClient::add);
        TestVoters.await("the client's watch", () -> !atClient.isEmpty());

        long first = TestVoters.commit(client, "x", 0, "first");
        long second = TestVoters.commit(voters.voter("a"), "x", first, "second");

        TestVoters.await("both at the voter", () -> atVoter.containsAll(List.of(first, second)));
        TestVoters.await("both at the client", () -> atClient.containsAll(List.of(first, second)));
      }
    }
  }
}
