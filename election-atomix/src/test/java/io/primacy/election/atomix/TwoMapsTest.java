package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.MemberId;
import io.atomix.core.map.AtomicMapType;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.protocols.raft.ReadConsistency;
import io.atomix.protocols.raft.partition.impl.RaftClientCommunicator;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.OpenSessionRequest;
import io.atomix.protocols.raft.protocol.QueryRequest;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.utils.serializer.Serializer;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.tck.wire.FreePorts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The stock library's bug that there is only one map for here: with two in a group, a replica that
 * is restored from a snapshot applies the commands of the second to the first.
 */
final class TwoMapsTest {

  @Test
  void theSecondMapOfAGroupIsMixedUpWithTheFirstAfterASnapshot() throws Exception {
    EventLoop loop = Environment.system().newLoop("two-maps");
    try (TestVoters voters = TestVoters.of("n1").with("segment-size", "131072")) {
      voters.start("n1");
      voters.awaitLeader();
      try (Network network = network(voters, loop)) {
        StockSession first = new StockSession(network, "first");
        StockSession second = new StockSession(network, "second");
        for (int i = 0; i < 6; i++) {
          first.write("padding-" + i, " ".repeat(30_000));
        }
        first.write("of-the-first", "1");
        second.write("of-the-second", "2");
        first.write("of-the-first-too", "1");
        assertFalse(first.has("of-the-second"));
        CompletableFuture<Void> compacted = voters.raft("n1").compact();
        // The library ends with a snapshot only when each map was used after it.
        int[] use = new int[1];
        TestVoters.await(
            "a snapshot",
            Duration.ofSeconds(60),
            () -> {
              use[0]++;
              first.write("first-" + use[0], "1");
              second.write("second-" + use[0], "2");
              return compacted.isDone();
            });

        voters.stop("n1");
        voters.start("n1");
        voters.awaitLeader();
        second.write("of-the-second-too", "2");

        assertTrue(first.has("of-the-second-too"), "the library's bug is gone");
      }
    } finally {
      loop.close();
    }
  }

  private static Network network(TestVoters voters, EventLoop loop) {
    Peer self = new Peer("client", "127.0.0.1", FreePorts.one());
    List<Peer> members = List.of(Peer.parse(voters.members()));
    return Network.open(
        "primacy",
        Roster.ofClient("stock", self, members),
        "127.0.0.1",
        Tls.messaging(TestVoters.checked(voters.settings("n1"))),
        Duration.ofSeconds(5),
        loop);
  }

  /** Used as the library means it to be: one session for each map. */
  private static final class StockSession {

    private final RaftClientCommunicator voters;
    private final MemberId voter;
    private final long session;
    private long commands;

    StockSession(Network network, String map) {
      this.voters =
          new RaftClientCommunicator(
              Voter.GROUP, Serializer.using(RaftNamespaces.RAFT_PROTOCOL), network.courier());
      this.voter = network.roster().others().get(0);
      this.session =
          voters
              .openSession(
                  voter,
                  OpenSessionRequest.builder()
                      .withMemberId(network.roster().getLocalMember().id())
                      .withServiceName(map)
                      .withServiceType(AtomicMapType.instance())
                      .withServiceConfig(MapCalls.config())
                      .withReadConsistency(ReadConsistency.LINEARIZABLE)
                      .withMinTimeout(120_000)
                      .withMaxTimeout(120_000)
                      .build())
              .join()
              .session();
    }

    void write(String path, String value) {
      commands++;
      var answer =
          voters
              .command(
                  voter,
                  CommandRequest.builder()
                      .withSession(session)
                      .withSequence(commands)
                      .withOperation(MapCalls.write(path, 0, TestVoters.bytes(value)))
                      .build())
              .join();
      assertEquals(RaftResponse.Status.OK, answer.status(), answer::toString);
    }

    boolean has(String path) {
      PrimitiveOperation read = MapCalls.read(path);
      var answer =
          voters
              .query(
                  voter,
                  QueryRequest.builder()
                      .withSession(session)
                      .withSequence(0)
                      .withIndex(0)
                      .withOperation(read)
                      .build())
              .join();
      assertEquals(RaftResponse.Status.OK, answer.status(), answer::toString);
      return MapCalls.record(answer.result()).isPresent();
    }
  }
}
