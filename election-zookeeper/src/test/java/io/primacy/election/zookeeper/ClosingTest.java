package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.key;
import static io.primacy.election.zookeeper.Nodes.write;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ClosingTest {

  private static TestEnsemble ensemble;

  @BeforeAll
  static void startServer() throws Exception {
    ensemble = TestEnsemble.of(1);
  }

  @AfterAll
  static void stopServer() {
    ensemble.close();
  }

  @Test
  void nothingIsLeftOfABackendThatWasClosed() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ZookeeperBackend backend =
        Nodes.open(ensemble.connect(), "n" + UUID.randomUUID(), Nodes.CALL_TIMEOUT);
    committed(write(backend, "ledger", 0, "one"));
    backend.watch(key("ledger"), version -> {});
    backend.close();
    awaitOnly(before);
    Nodes.await("no connection but the one that asks", () -> connections() == 1);
  }

  @Test
  void nothingIsLeftOfABackendThatNeverConnected() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Nodes.open("127.0.0.1:1").close();
    awaitOnly(before);
  }

  private static void awaitOnly(Set<Thread> before) {
    Nodes.await(
        "no other threads",
        () ->
            before.containsAll(
                Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).toList()));
  }

  private static long connections() {
    return ensemble.ask(0, "cons").lines().filter(line -> line.contains("/127.0.0.1")).count();
  }
}
