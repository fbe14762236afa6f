package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.messaging.impl.NettyMessagingService;
import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Voters that would wait for ever until silence tells them that their leader is gone. */
final class LeaderWatchTest {

  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void theOthersElectOneOfThemWhenTheLeaderIsGone() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String gone = beDeafToSilence(voters);
      long version = TestVoters.commitAtLast(voters.voter(gone), "x", 0, "first");

      voters.stop(gone);

      String next = voters.awaitLeader();
      assertEquals(1, begun(voters));
      assertTrue(TestVoters.commitAtLast(voters.voter(next), "x", version, "second") > version);
    }
  }

  @Test
  void aConnectionThatBreaksBeginsNothingAndIsMadeAnew() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = beDeafToSilence(voters);
      long term = voters.raft(leader).getTerm();
      for (String id : voters.ids()) {
        breakConnections(voters.voter(id));
      }

      TimeUnit.MILLISECONDS.sleep(500);

      assertEquals(0, begun(voters));
      assertEquals(leader, voters.awaitLeader());
      assertEquals(term, voters.raft(leader).getTerm());
      voters.stop(leader);
      voters.awaitLeader();
    }
  }

  /* From the next heartbeat on. */
  private static String beDeafToSilence(TestVoters voters) throws Exception {
    String leader = voters.awaitLeader();
    Duration heartbeats = voters.raft(leader).getElectionTimeout();
    voters.ids().forEach(id -> voters.raft(id).setElectionTimeout(NEVER));
    TestVoters.await(
        "all keep an eye on " + leader,
        () ->
            voters.ids().stream()
                .filter(id -> !id.equals(leader))
                .allMatch(id -> voters.voter(id).voter().watch().isHeld()));
    TimeUnit.MILLISECONDS.sleep(heartbeats.toMillis());
    assertEquals(leader, voters.awaitLeader());
    return leader;
  }

  private static int begun(TestVoters voters) {
    return voters.ids().stream()
        .filter(voters::isOpen)
        .mapToInt(id -> voters.voter(id).voter().watch().begun())
        .sum();
  }

  /* Those that this voter has made. */
  private static void breakConnections(AtomixBackend voter) throws Exception {
    Object network = read(AtomixBackend.class, "network", voter);
    Object messages = read(Network.class, "messages", network);
    Map<?, ?> connections = (Map<?, ?>) read(NettyMessagingService.class, "connections", messages);
    for (Object channel : List.copyOf(connections.keySet())) {
      ((Channel) channel).close().sync();
    }
  }

  private static Object read(Class<?> of, String name, Object from) throws Exception {
    Field field = of.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(from);
  }
}
