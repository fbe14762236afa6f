package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.History;
import io.primacy.election.node.lab.Lab;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Workplace;
import io.primacy.election.node.lab.ZooKeeperStore;
import io.primacy.election.node.supervise.SupervisedNode.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two supervised nodes as processes, on a real ZooKeeper server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisedNodesTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(4));
  private static final Duration TENTH = TIMING.lease().dividedBy(10);
  private static final Duration STALL = Duration.ofSeconds(1);

  private Workplace workplace;
  private LabStore store;
  private String namespace = "";
  private int tests;
  private final List<SupervisedNode> nodes = new ArrayList<>();

  @BeforeAll
  void startTheStore() throws IOException, InterruptedException {
    workplace = Workplace.open();
    store = ZooKeeperStore.of(1);
    Lab lab = new Lab(workplace.directory(), workplace.children(), new History(moment -> {}));
    store.start(lab, TIMING, Duration.ofSeconds(30));
  }

  @AfterAll
  void stopTheStore() {
    workplace.close();
  }

  @BeforeEach
  void anotherNamespace(TestInfo test) {
    namespace = "test-" + ++tests;
  }

  @AfterEach
  void leaveNoProcess() {
    nodes.forEach(SupervisedNode::close);
    nodes.clear();
  }

  @Test
  void whenANodeIsKilledTheNextLeadsWithinATenthOfTheLease() throws Exception {
    SupervisedNode a = leading("n1");
    SupervisedNode b = standing("n2");
    long before = a.await(0, "leads").number("token");
    int from = b.position();
    int fromA = a.position();

    long killed = System.nanoTime();
    a.child().destroyForcibly();

    Said leads = b.await(from, "leads");
    Duration gap = Duration.ofNanos(leads.at() - killed);
    System.out.printf("watchdog: the next leads %d ms after kill -9%n", gap.toMillis());
    assertTrue(gap.compareTo(TENTH) < 0, () -> gap + " is more than a tenth of the lease");
    assertTrue(leads.number("token") > before, "the token rose");
    assertEquals("closed", a.await(fromA, "reaped").details().path("outcome").asText());
    assertEquals(137, a.await(fromA, "died").number("exitCode"));

    // The next run stands, and nobody closes its session for the death of the one before.
    Said stands = a.await(fromA, "stands");
    Thread.sleep(TIMING.worstCaseFailover(0).toMillis());
    assertEquals(1, count(a, fromA, "stands"), "it began no other incarnation");
    assertTrue(stands.number("incarnation") > 1, "it is a later one");
    int fromNow = a.position();
    killed = System.nanoTime();
    b.child().destroyForcibly();
    Duration back = Duration.ofNanos(a.await(fromNow, "leads").at() - killed);
    assertTrue(back.compareTo(TENTH) < 0, () -> back + " is more than a tenth of the lease");
  }

  @Test
  void aNodeThatStandsStillIsKilledAndOnlyThenFollowed() throws Exception {
    SupervisedNode a = leading("n1");
    SupervisedNode b = standing("n2");
    int from = b.position();
    ProcessHandle child = a.child();

    long frozen = System.nanoTime();
    SupervisedNode.send("STOP", child.pid());

    Said leads = b.await(from, "leads");
    assertFalse(child.isAlive(), "the one that stood still is gone before another leads");
    Said stalled = a.await(0, "stalled");
    assertEquals(child.pid(), stalled.number("pid"));
    assertTrue(stalled.at() < leads.at(), "it was killed first");
    Duration gap = Duration.ofNanos(leads.at() - frozen);
    Duration bound = STALL.multipliedBy(2).plus(TENTH);
    System.out.printf("watchdog: the next leads %d ms after kill -STOP%n", gap.toMillis());
    assertTrue(gap.compareTo(bound) < 0, () -> gap + " is more than " + bound);
  }

  @Test
  void whenTheSupervisorIsKilledItsNodeHandsOverAndGoes() throws Exception {
    SupervisedNode a = leading("n1");
    SupervisedNode b = standing("n2");
    ProcessHandle child = a.child();
    int from = b.position();
    long before = a.await(0, "leads").number("token");

    a.signal("KILL");

    a.await(0, "orphaned");
    a.await(0, "closed");
    Said leads = b.await(from, "leads");
    assertTrue(a.await(0, "ended").at() <= leads.at(), "the old leader stopped first");
    assertTrue(leads.number("token") > before, "the token rose");
    child
        .onExit()
        .get(SupervisedNode.EVENTUALLY.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    assertFalse(child.isAlive(), "no orphan is left");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signalsAreThePoliteEndOfTheNode(String signal) throws Exception {
    SupervisedNode a = leading("n1");
    ProcessHandle child = a.child();

    a.signal(signal);

    assertEquals(0, a.awaitExit());
    a.await(0, "closed");
    assertEquals(0, a.await(0, "died").number("exitCode"));
    assertFalse(child.isAlive(), "the node is gone");
    assertEquals(1, count(a, 0, "supervised"), "it was not started again");
    assertEquals(List.of(), a.others(), "each line is an event");
  }

  @Test
  void aHangupIsPassedOnAndEndsNothing() throws Exception {
    SupervisedNode a = leading("n1");

    a.signal("HUP");

    a.await(0, "reloaded");
    assertTrue(a.child().isAlive(), "the node goes on");
    assertEquals(1, count(a, 0, "supervised"), "it was not started again");
  }

  private SupervisedNode leading(String name) throws IOException, InterruptedException {
    SupervisedNode node = start(name);
    node.await(0, "leads");
    return node;
  }

  private SupervisedNode standing(String name) throws IOException, InterruptedException {
    SupervisedNode node = start(name);
    node.await(0, "stands");
    return node;
  }

  private SupervisedNode start(String name) throws IOException {
    String text =
        """
        primacy {
          election {
            node = %s
            namespace = %s
            provider = zookeeper
            timing.lease = %dms
            zookeeper.connect = "%s"
          }
          elections = [ { name = ledger } ]
          watchdog { stall-limit = %dms, restart.first-pause = 100ms }
        }
        """
            .formatted(
                name,
                namespace,
                TIMING.lease().toMillis(),
                store.settings(name).get("connect"),
                STALL.toMillis());
    SupervisedNode node = SupervisedNode.start(workplace.directory(), namespace + name, text);
    nodes.add(node);
    return node;
  }

  private static long count(SupervisedNode node, int from, String event) {
    return node.all().stream().skip(from).filter(line -> line.event().equals(event)).count();
  }
}
