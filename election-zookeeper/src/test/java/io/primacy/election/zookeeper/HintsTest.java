package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.key;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HintsTest {

  private static final int MANY = 10_000;

  private static TestEnsemble ensemble;

  private String space;
  private ZookeeperBackend a;
  private ZookeeperBackend b;

  @BeforeAll
  static void startServer() throws Exception {
    ensemble = TestEnsemble.of(1);
  }

  @AfterAll
  static void stopServer() {
    ensemble.close();
  }

  @BeforeEach
  void open() {
    space = "n" + UUID.randomUUID();
    a = Nodes.open(ensemble.connect(), space, Nodes.CALL_TIMEOUT);
    b = Nodes.open(ensemble.connect(), space, Nodes.CALL_TIMEOUT);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void everyChangeIsFollowedByAHintToEachWatcher() throws Exception {
    AtomicInteger one = new AtomicInteger();
    AtomicInteger other = new AtomicInteger();
    follow("ledger", one);
    follow("ledger", other);
    AtomicInteger elsewhere = follow("elsewhere", new AtomicInteger());
    int before = elsewhere.get();

    int hints = one.get();
    long version = committed(write(b, "ledger", 0, "one"));
    awaitMore(one, hints);
    hints = one.get();
    committed(write(b, "ledger", version, "two"));
    awaitMore(one, hints);
    hints = other.get();
    try (Operator operator = new Operator(ensemble.connect())) {
      operator.deleteAll("/primacy/" + space + "/elections/ledger");
    }
    awaitMore(other, hints);
    assertEquals(before, elsewhere.get());
  }

  @Test
  void aHintNamesTheVersionThatAWriteMadeAndNoneForADeletion() throws Exception {
    List<Long> named = new CopyOnWriteArrayList<>();
    a.watch(key("ledger"), named::add);
    Nodes.await("the watch", () -> !named.isEmpty());
    long one = committed(write(b, "ledger", 0, "one"));
    Nodes.await("a hint that names " + one, () -> named.contains(one));
    long two = committed(write(a, "ledger", one, "two"));
    Nodes.await("a hint that names " + two, () -> named.contains(two));
    try (Operator operator = new Operator(ensemble.connect())) {
      operator.deleteAll("/primacy/" + space + "/elections/ledger");
    }
    Nodes.await("a hint after that", () -> named.indexOf(two) < named.size() - 1);
    assertEquals(Hint.UNKNOWN, named.get(named.indexOf(two) + 1));
  }

  @Test
  void aWatcherThatFailsDoesNotKeepOthersFromTheirHints() throws Exception {
    AtomicInteger failing = new AtomicInteger();
    a.watch(
        key("ledger"),
        version -> {
          failing.incrementAndGet();
          throw new IllegalStateException("expected in the log of this test");
        });
    AtomicInteger hints = follow("ledger", new AtomicInteger());
    int before = hints.get();
    committed(write(b, "ledger", 0, "one"));
    awaitMore(hints, before);
    awaitMore(failing, 1);
  }

  @Test
  void aRegistrationThatWasClosedGetsNoHintsAndLeavesNoWatch() throws Exception {
    AtomicInteger hints = new AtomicInteger();
    Registration registration = a.watch(key("ledger"), version -> hints.incrementAndGet());
    awaitMore(hints, 0);
    registration.close();
    registration.close();
    Nodes.await("no watch", () -> watches(a) == 0);
    int before = hints.get();
    committed(write(b, "ledger", 0, "one"));
    LockSupport.parkNanos(200_000_000); // Watches that nothing happens.
    assertEquals(before, hints.get());
  }

  @Test
  void watchersAreHintedAgainInANewSession() throws Exception {
    AtomicInteger hints = follow("ledger", new AtomicInteger());
    Link expired = a.connection().link().orElseThrow();
    int before = hints.get();
    Operator.expire(ensemble.connect(), expired.zooKeeper());
    awaitMore(hints, before);
    Nodes.await("the watch", () -> watches(a) == 1);
    before = hints.get();
    committed(write(b, "ledger", 0, "one"));
    awaitMore(hints, before);
  }

  @Test
  void watchersAreHintedAgainAfterTheServersRestart() throws Exception {
    AtomicInteger hints = follow("ledger", new AtomicInteger());
    int before = hints.get();
    ensemble.kill(0);
    ensemble.start(0);
    ensemble.awaitServing();
    awaitMore(hints, before);
    Nodes.await("the connection", () -> b.connection().link().isPresent());
    before = hints.get();
    committed(write(b, "ledger", 0, "one"));
    awaitMore(hints, before);
  }

  @Test
  void tenThousandRecordsAreFollowedOnOneConnectionWithoutMoreThreads() throws Exception {
    follow("first", new AtomicInteger());
    int threads = Thread.activeCount();
    List<Registration> registrations = new ArrayList<>();
    List<AtomicInteger> hints = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      AtomicInteger count = new AtomicInteger();
      hints.add(count);
      registrations.add(a.watch(key("e" + i), version -> count.incrementAndGet()));
    }
    Nodes.await(
        "a hint for each registration", () -> hints.stream().allMatch(count -> count.get() > 0));
    assertEquals(threads, Thread.activeCount());

    Link expired = a.connection().link().orElseThrow();
    Operator.expire(ensemble.connect(), expired.zooKeeper());
    Nodes.await(
        "a hint for each in the new session",
        () -> hints.stream().allMatch(count -> count.get() > 1));
    registrations.forEach(Registration::close);
    Nodes.await("one watch is left", () -> watches(a) == 1);
  }

  private AtomicInteger follow(String name, AtomicInteger hints) {
    a.watch(key(name), version -> hints.incrementAndGet());
    awaitMore(hints, 0);
    return hints;
  }

  private static void awaitMore(AtomicInteger hints, int than) {
    Nodes.await("more than " + than + " hints", () -> hints.get() > than);
  }

  /** How many paths the server watches for a backend's session. */
  private static long watches(ZookeeperBackend backend) {
    return backend
        .connection()
        .link()
        .map(link -> Long.toHexString(link.zooKeeper().getSessionId()))
        .map(
            session ->
                ensemble
                    .ask(0, "wchp")
                    .lines()
                    .filter(line -> line.strip().equals("0x" + session))
                    .count())
        .orElse(-1L);
  }
}
