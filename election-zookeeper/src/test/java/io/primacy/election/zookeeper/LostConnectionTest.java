package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.bytes;
import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.get;
import static io.primacy.election.zookeeper.Nodes.key;
import static io.primacy.election.zookeeper.Nodes.read;
import static io.primacy.election.zookeeper.Nodes.text;
import static io.primacy.election.zookeeper.Nodes.unknown;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import io.primacy.election.tck.wire.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LostConnectionTest {

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  /** Scheduling on a busy machine. */
  private static final Duration SLACK = Duration.ofMillis(1_500);

  private static TestEnsemble ensemble;

  private TcpProxy proxy;
  private ZookeeperBackend near;
  private ZookeeperBackend far;

  @BeforeAll
  static void startServer() throws Exception {
    ensemble = TestEnsemble.of(1);
  }

  @AfterAll
  static void stopServer() {
    ensemble.close();
  }

  @BeforeEach
  void open() throws Exception {
    String namespace = "n" + UUID.randomUUID();
    proxy = new TcpProxy(ensemble.clientPorts().get(0));
    near = Nodes.open(ensemble.connect(), namespace, Nodes.CALL_TIMEOUT);
    far = Nodes.open(proxy.connect(), namespace, TIMEOUT);
    Nodes.await("the connection", () -> isConnected(far));
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    near.close();
    far.close();
  }

  @Test
  void aWriteWhoseAnswerIsLostIsUnknownAndReadingBackTells() throws Exception {
    long first = committed(write(far, "ledger", 0, "one"));
    proxy.swallowAnswers();
    WriteOutcome outcome = write(far, "ledger", first, "two");
    assertInstanceOf(BackendException.class, unknown(outcome));
    assertTrue(unknown(outcome).getMessage().contains("nothing was answered in 500 ms"));
    StoredRecord stored = read(near, "ledger").orElseThrow();
    assertEquals("two", text(stored));
    assertTrue(stored.version() > first);

    proxy.heal();
    Nodes.await("the answer", () -> sees(far, "two"));
    assertEquals(Optional.of(stored), read(far, "ledger"));
    committed(write(far, "ledger", stored.version(), "three"));
  }

  @Test
  void aWriteWhoseConnectionBreaksBeforeTheAnswerIsUnknownAtOnce() throws Exception {
    long first = committed(write(far, "ledger", 0, "one"));
    proxy.swallowAnswers();
    CompletionStage<WriteOutcome> write = far.write(key("ledger"), first, bytes("two"));
    Nodes.await("the write", () -> sees(near, "two"));
    proxy.heal();
    String cause = unknown(get(write)).getMessage();
    assertTrue(cause.endsWith("ended without an answer (CONNECTIONLOSS). Read the record back."));
  }

  @Test
  void everyCallEndsInTimeWhenNothingIsAnswered() throws Exception {
    long first = committed(write(far, "ledger", 0, "one"));
    proxy.swallowAll();
    long start = System.nanoTime();
    List<CompletionStage<WriteOutcome>> writes = new ArrayList<>();
    List<CompletionStage<Optional<StoredRecord>>> reads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      writes.add(far.write(key("ledger"), first, bytes("two")));
      reads.add(far.read(key("ledger")));
    }
    assertTrue(since(start).compareTo(TIMEOUT) < 0, "calls return without waiting");
    for (CompletionStage<WriteOutcome> write : writes) {
      unknown(get(write));
    }
    for (CompletionStage<Optional<StoredRecord>> read : reads) {
      var failure = assertThrows(ExecutionException.class, () -> get(read));
      assertInstanceOf(BackendException.class, failure.getCause());
    }
    assertTrue(since(start).compareTo(TIMEOUT.plus(SLACK)) < 0, () -> "took " + since(start));
  }

  @Test
  void withoutAnyServerCallsEndInTimeAndSayWhereTheyLooked() throws Exception {
    try (var nowhere = Nodes.open("127.0.0.1:1", "test", TIMEOUT)) {
      long start = System.nanoTime();
      String cause = unknown(write(nowhere, "ledger", 0, "one")).getMessage();
      assertTrue(since(start).compareTo(TIMEOUT.plus(SLACK)) < 0);
      assertTrue(
          cause.matches(
              "Asked ZooKeeper to write /primacy/test/elections/ledger; nothing was answered in"
                  + " 500 ms; 127.0.0.1:1 is not connected since \\d+ ms. Check that a majority of"
                  + " the servers runs and can be reached."),
          cause);
      assertThrows(ExecutionException.class, () -> read(nowhere, "ledger"));
    }
  }

  @Test
  void aCallMadeBeforeTheConnectionIsThereWaitsForIt() throws Exception {
    try (var fresh = Nodes.open(ensemble.connect(), "fresh" + UUID.randomUUID(), TIMEOUT)) {
      committed(write(fresh, "ledger", 0, "one"));
    }
  }

  @Test
  void closingIsBoundedWhenNothingIsAnsweredAndEndsTheCalls() throws Exception {
    proxy.swallowAll();
    CompletionStage<WriteOutcome> write = far.write(key("ledger"), 0, bytes("one"));
    long start = System.nanoTime();
    far.close();
    far.close();
    assertTrue(since(start).compareTo(TIMEOUT.plus(SLACK)) < 0, () -> "took " + since(start));
    assertEquals(
        "this backend is closed. Open another.",
        unknown(get(write)).getMessage().replaceAll(".*; ", ""));
    unknown(write(far, "ledger", 0, "later"));
    assertThrows(ExecutionException.class, () -> read(far, "ledger"));
    far.watch(key("ledger"), version -> {}).close();
  }

  @Test
  void aSessionThatExpiredIsFollowedByAnother() throws Exception {
    long first = committed(write(far, "ledger", 0, "one"));
    Link expired = far.connection().link().orElseThrow();
    Operator.expire(ensemble.connect(), expired.zooKeeper());
    Nodes.await("a new session", () -> isConnected(far) && link(far) != expired);
    assertEquals("one", text(read(far, "ledger").orElseThrow()));
    committed(write(far, "ledger", first, "two"));
  }

  @Test
  void aSessionTimeoutThatTheServerChangesIsWarnedOfOnce() throws Exception {
    try (var logged = new Logged();
        var backend =
            Nodes.open(
                ensemble.connect(),
                "n" + UUID.randomUUID(),
                Nodes.CALL_TIMEOUT,
                "session-timeout",
                "30s")) {
      committed(write(backend, "ledger", 0, "one"));
      Link expired = link(backend);
      Operator.expire(ensemble.connect(), expired.zooKeeper());
      Nodes.await("a new session", () -> isConnected(backend) && link(backend) != expired);
      List<String> warnings =
          logged.messages().stream().filter(text -> text.startsWith("Asked for")).toList();
      assertEquals(1, warnings.size());
      assertTrue(warnings.get(0).contains("the server gives 10000 ms, so its tickTime is 500 ms"));
    }
  }

  private static boolean sees(ZookeeperBackend backend, String value) {
    return backend
        .read(key("ledger"))
        .toCompletableFuture()
        .exceptionally(failure -> Optional.empty())
        .join()
        .filter(stored -> text(stored).equals(value))
        .isPresent();
  }

  private static boolean isConnected(ZookeeperBackend backend) {
    return backend.connection().link().isPresent();
  }

  private static Link link(ZookeeperBackend backend) {
    return backend.connection().link().orElse(null);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
