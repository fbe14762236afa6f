package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.key;
import static io.primacy.election.zookeeper.Nodes.read;
import static io.primacy.election.zookeeper.Nodes.text;
import static io.primacy.election.zookeeper.Nodes.unknown;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ThreeServersTest {

  private static TestEnsemble ensemble;

  private ZookeeperBackend a;
  private ZookeeperBackend b;

  @BeforeAll
  static void startServers() throws Exception {
    ensemble = TestEnsemble.of(3);
  }

  @AfterAll
  static void stopServers() {
    ensemble.close();
  }

  @BeforeEach
  void open() {
    String namespace = "n" + UUID.randomUUID();
    a = Nodes.open(ensemble.connect(), namespace, Nodes.CALL_TIMEOUT);
    b = Nodes.open(ensemble.connect(), namespace, Nodes.CALL_TIMEOUT);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void workGoesOnWhenTheServersLeaderIsKilled() throws Exception {
    long version = committed(write(a, "ledger", 0, "one"));
    AtomicInteger hints = new AtomicInteger();
    b.watch(key("ledger"), hinted -> hints.incrementAndGet());
    int killed = ensemble.leader();
    ensemble.kill(killed);
    StoredRecord stored = writeUntilCommitted("two", version);
    assertTrue(stored.version() > version);
    Nodes.await("the other node sees it", () -> sees(b, "two"));
    assertTrue(hints.get() > 0);
    ensemble.start(killed);
    ensemble.awaitServing();
  }

  @Test
  void withoutAMajorityNothingIsCommittedAndItComesBackWithAllThatWas() throws Exception {
    long version = committed(write(a, "ledger", 0, "one"));
    int leader = ensemble.leader();
    int other = (leader + 1) % 3;
    ensemble.kill(leader);
    ensemble.kill(other);
    unknown(write(a, "ledger", version, "never"));
    ensemble.start(leader);
    ensemble.start(other);
    ensemble.awaitServing();
    Nodes.await("the record", () -> sees(a, "one") || sees(a, "never"));
    StoredRecord stored = writeUntilCommitted("two", read(a, "ledger").orElseThrow().version());
    assertTrue(stored.version() > version);
    assertEquals("two", text(read(a, "ledger").orElseThrow()));
  }

  @Test
  void aVersionFromAnotherNodeIsGoodAtOnce() throws Exception {
    long version = 0;
    for (int i = 0; i < 30; i++) {
      version = committed(write(i % 2 == 0 ? a : b, "ledger", version, "v" + i));
    }
    assertTrue(version > 0);
  }

  private StoredRecord writeUntilCommitted(String value, long version) {
    Nodes.await("a commit", () -> isCommitted(value, version));
    return a.read(key("ledger")).toCompletableFuture().join().orElseThrow();
  }

  private boolean isCommitted(String value, long version) {
    WriteOutcome outcome =
        a.write(key("ledger"), version, Nodes.bytes(value)).toCompletableFuture().join();
    if (outcome instanceof WriteOutcome.Conflict conflict) {
      return conflict.current().filter(stored -> text(stored).equals(value)).isPresent();
    }
    return outcome instanceof WriteOutcome.Committed;
  }

  private static boolean sees(ZookeeperBackend backend, String value) {
    return backend
        .read(key("ledger"))
        .toCompletableFuture()
        .thenApply(found -> found.filter(stored -> text(stored).equals(value)).isPresent())
        .exceptionally(failure -> false)
        .join();
  }
}
