package io.primacy.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.lab.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What befalls machines and their network, one at a time; after each everybody must recover. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContainersTest {

  private static Fleet fleet;
  private static Sight sight;

  @BeforeAll
  static void start() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "fleet").toAbsolutePath());
    fleet = new Fleet(Files.createTempDirectory(parent, "run-"));
    fleet.start();
    sight = new Sight(fleet);
    sight.awaitLeader(node -> true);
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
  }

  @AfterEach
  void nothingWasViolated() throws Exception {
    sight.awaitLeader(node -> true);
    List<Check> violated = sight.judge().stream().filter(check -> !check.held()).toList();
    assertEquals(List.of(), violated);
  }

  @Test
  void aLeaderThatIsPausedIsReplacedAndItsLateWriteRefused() throws Exception {
    String leader = sight.leader();
    long token = sight.token();
    fleet.pause(leader);
    String next;
    try {
      next = sight.awaitLeader(node -> !node.equals(leader));
    } finally {
      fleet.unpause(leader);
    }
    assertNotEquals(leader, next);
    assertTrue(sight.token() > token);
    sight.awaitRefusal(leader, token);
    sight.awaitStandsAgain(leader);
  }

  @Test
  void aLeaderThatIsKilledIsReplacedAndComesBack() throws Exception {
    String leader = sight.leader();
    long token = sight.token();
    fleet.kill(leader);
    sight.awaitLeader(node -> !node.equals(leader));
    assertTrue(sight.token() > token);
    fleet.startAgain(leader);
    sight.awaitStandsAgain(leader);
  }

  @Test
  void aLeaderOffTheNetworkIsReplacedAndComesBack() throws Exception {
    String leader = sight.leader();
    long token = sight.token();
    fleet.disconnect(leader);
    try {
      sight.awaitLeader(node -> !node.equals(leader));
    } finally {
      fleet.connect(leader);
    }
    assertTrue(sight.token() > token);
    sight.awaitStandsAgain(leader);
  }

  @Test
  void aServerOffTheNetworkCostsAtMostOneChange() throws Exception {
    String server = fleet.otherServer();
    fleet.disconnect(server);
    try {
      sight.awaitLeader(node -> true);
      sight.awaitMore(Fleet.LEASE.multipliedBy(2));
    } finally {
      fleet.connect(server);
    }
  }

  @Test
  void theLeaderOfTheServiceOffTheNetworkCostsAtMostOneChange() throws Exception {
    String server = fleet.serverLeader();
    fleet.disconnect(server);
    try {
      sight.awaitMore(Fleet.LEASE.multipliedBy(2));
    } finally {
      fleet.connect(server);
    }
  }

  @Test
  void theLeaderOfTheServiceCanBePaused() throws Exception {
    String server = fleet.serverLeader();
    fleet.pause(server);
    try {
      sight.awaitMore(Fleet.LEASE.multipliedBy(2));
    } finally {
      fleet.unpause(server);
    }
  }

  @Test
  void aServerCanBeKilled() throws Exception {
    String server = fleet.serverLeader();
    fleet.kill(server);
    try {
      sight.awaitMore(Fleet.LEASE.multipliedBy(2));
    } finally {
      fleet.startAgain(server);
    }
  }
}
