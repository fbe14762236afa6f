package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.Elections;
import io.primacy.election.Timing;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.lab.History;
import io.primacy.election.node.lab.Lab;
import io.primacy.election.node.lab.LabProcess;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Workplace;
import io.primacy.election.node.lab.ZooKeeperStore;
import io.primacy.election.node.supervise.SupervisedNode.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor whose store was wiped while its node ran: a server that has forgotten all. */
class WipedStoreTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(2));

  private Workplace workplace;
  private LabStore store;

  @BeforeEach
  void startTheStore() throws IOException, InterruptedException {
    workplace = Workplace.open();
    store = ZooKeeperStore.of(1);
    Lab lab = new Lab(workplace.directory(), workplace.children(), new History(moment -> {}));
    store.start(lab, TIMING, Duration.ofSeconds(30));
  }

  @AfterEach
  void stopTheStore() {
    workplace.close();
  }

  @Test
  void theDeadAreClosedInTheNewStoreAsInTheOld() throws Exception {
    try (SupervisedNode a = SupervisedNode.start(workplace.directory(), "n1", config())) {
      a.await(0, "leads");
      useForLong();
      LabProcess server = store.processes().get(0);
      int before = a.position();
      server.kill(SupervisedNode.EVENTUALLY);
      a.await(before, "blind");
      forget();
      server.start();
      // A node that has seen the old store believes nothing of the new one: it is started again.
      int wiped = a.position();
      a.child().destroyForcibly();
      a.await(wiped, "leads");
      a.await(before, "sees");
      int from = a.position();

      ProcessHandle child = a.child();
      child.destroyForcibly();

      Said reaped = a.await(from, "reaped", line -> line.number("pid") == child.pid());
      assertEquals("closed", reaped.details().path("outcome").asText());
      a.await(from, "leads");
      assertEquals(1, count(a, before, "blind"), "said once");
    }
  }

  /* Versions of the old store have to be above those of the new one for as long as the test runs. */
  private void useForLong() {
    Actor actor = new Actor("alice", "many changes");
    try (Elections desk =
        Elections.open(NodeConfig.read(workplace.directory().resolve("n1.conf")).asVisitor())) {
      for (int priority = 0; priority < 500; priority++) {
        desk.operations()
            .lay("ledger", Directive.priority("n1", priority, actor, System.currentTimeMillis()))
            .toCompletableFuture()
            .join();
      }
    }
  }

  private void forget() {
    Path data = workplace.directory().resolve("zookeeper-1").resolve("version-2");
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(SupervisedNode node, int from, String event) {
    return node.all().stream().skip(from).filter(line -> line.event().equals(event)).count();
  }

  private String config() {
    return """
    primacy {
      election {
        node = n1
        namespace = wiped
        provider = zookeeper
        timing.lease = %dms
        zookeeper.connect = "%s"
      }
      elections = [ { name = ledger } ]
      watchdog { stall-limit = 1s, restart.first-pause = 100ms }
    }
    """
        .formatted(TIMING.lease().toMillis(), store.settings("n1").get("connect"));
  }
}
