package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to lose one of two nodes and a witness, and to lose two. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoNodesAndWitnessTest {

  @TempDir Path directory;

  @Test
  void losingAnyOneKeepsExactlyOneLeader() throws Exception {
    try (Trio trio = started()) {
      String leader = trio.awaitLeader();
      trio.kill(leader);
      assertEquals(other(leader), trio.awaitLeader());
      restart(trio, leader);

      for (String victim : List.of(other(trio.leader()), Trio.WITNESS)) {
        String before = trio.leader() + trio.tokens();
        trio.kill(victim);

        // Shows that nothing happens: without renewals it would have ended by now.
        Thread.sleep(Trio.TIMING.lease().multipliedBy(3).dividedBy(2).toMillis());
        assertEquals(before, trio.leader() + trio.tokens(), "without " + victim);
        restart(trio, victim);
      }
      assertTokensRose(trio);
    }
  }

  @Test
  void losingTwoStopsEverythingAndStatusSaysWhy() throws Exception {
    try (Trio trio = started()) {
      String left = trio.awaitLeader();
      trio.kill(other(left));
      trio.kill(Trio.WITNESS);

      trio.awaitNoLeader();
      Answer status =
          Commands.run("status", "--config", trio.config(left).toString(), "--wait", "1");
      assertEquals(69, status.code(), status.err());
      String sees = "127.0.0.1:" + (trio.port(left) + 2) + ": the voter " + left + " sees [" + left;
      assertTrue(status.err().contains(sees), status.err());
      for (String gone : List.of(other(left), Trio.WITNESS)) {
        String tried = "127.0.0.1:" + (trio.port(gone) + 2) + ": Connection refused";
        assertTrue(status.err().contains(tried), status.err());
      }

      trio.start(Trio.WITNESS);
      assertEquals(left, trio.awaitLeader());
      assertTokensRose(trio);
    }
  }

  private Trio started() throws Exception {
    Trio trio = new Trio(directory, new RaftVoters());
    trio.startAll();
    for (String name : Trio.ALL) {
      trio.awaitReady(name);
    }
    return trio;
  }

  private static void restart(Trio trio, String name) throws InterruptedException {
    trio.start(name);
    trio.awaitReady(name);
  }

  private static void assertTokensRose(Trio trio) {
    List<Long> tokens = trio.tokens();
    assertEquals(tokens.stream().sorted().distinct().toList(), tokens);
    assertTrue(trio.overlaps().isEmpty(), () -> trio.overlaps().toString());
  }

  private static String other(String node) {
    return Trio.NODES.stream().filter(name -> !name.equals(node)).findFirst().orElseThrow();
  }
}
