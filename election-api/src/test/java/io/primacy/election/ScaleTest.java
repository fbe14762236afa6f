package io.primacy.election;

import static io.primacy.election.Witness.eventually;
import static io.primacy.election.Witness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Many elections, many observers. */
class ScaleTest {

  private final MemoryStore store = new MemoryStore();

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("primacy-"))
        .count();
  }

  private static void campaign(Elections node, int elections) {
    List<CompletionStage<Void>> campaigns = new ArrayList<>();
    for (int i = 0; i < elections; i++) {
      campaigns.add(node.election("e" + i).campaign(Candidacy.plain(), new Witness()));
    }
    campaigns.forEach(Witness::get);
    for (int i = 0; i < elections; i++) {
      LeaderElection election = node.election("e" + i);
      eventually(election::view, () -> election.leadership().isPresent());
    }
  }

  @Test
  void aThousandElectionsNeedNoMoreThreadsThanOne() {
    eventually(() -> "other tests left threads", () -> threads() == 0);
    try (Elections node = store.open("many")) {
      campaign(node, 1_000);
      // The loop, two for user code, and what watches them or stood in for a moment.
      assertTrue(threads() <= 6, threads() + " threads");
    }
    eventually(() -> threads() + " threads are left", () -> threads() == 0);
    assertEquals(0, store.watches());
  }

  @Test
  void idleElectionsCauseNoCalls() {
    CompletableFuture<Long> alone = CompletableFuture.supplyAsync(() -> callsInTwoLeases(1));
    long many = callsInTwoLeases(500);
    // Two leases of 1.5 s, 10 renewals a second, 2 nodes, each of which reads the other's: 120.
    assertTrue(get(alone) >= 60 && get(alone) <= 140, get(alone) + " calls with 1 election");
    assertTrue(many <= 140, many + " calls with 500 elections");
  }

  private static long callsInTwoLeases(int elections) {
    MemoryStore store = new MemoryStore();
    try (Elections one = store.open("n1");
        Elections two = store.open("n2")) {
      campaign(one, elections);
      for (int i = 0; i < elections; i++) {
        get(two.election("e" + i).campaign(Candidacy.plain(), new Witness()));
      }
      Witness.pause(300);
      long before = store.calls.get();
      Witness.pause(2 * MemoryStore.TIMING.lease().toMillis());
      return store.calls.get() - before;
    }
  }

  @Test
  void whoOnlyObservesLeavesNoTrace() {
    try (Elections one = store.open("n1");
        Elections observer = store.open("watching")) {
      List<Optional<ElectionView.Holder>> leaders = new ArrayList<>();
      List<Long> versions = new ArrayList<>();
      LeaderElection ledger = observer.election("ledger");
      ledger.observe(
          view -> {
            synchronized (leaders) {
              leaders.add(view.leader());
              versions.add(view.version());
            }
          });
      get(one.election("ledger").campaign(Candidacy.plain(), new Witness()));
      Witness.lead(one.election("ledger"));
      get(one.election("ledger").withdraw());
      eventually(
          () -> versions,
          () -> {
            synchronized (leaders) {
              return versions.contains(one.election("ledger").view().orElseThrow().version());
            }
          });
      synchronized (leaders) {
        assertEquals(versions.stream().sorted().distinct().toList(), versions);
        assertEquals(Optional.empty(), leaders.get(leaders.size() - 1));
      }
      assertEquals(Optional.empty(), store.find(new RecordKey("sessions", "watching")));
      assertEquals(SessionView.State.NONE, observer.session().state());
    }
  }

  @Test
  void aSlowObserverMissesViewsInBetweenAndNeverTheLatest() throws InterruptedException {
    try (Elections node = store.open("n1")) {
      LeaderElection ledger = node.election("ledger");
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      List<Long> versions = new ArrayList<>();
      ledger.observe(
          view -> {
            first.countDown();
            Witness.eventually(() -> "never released", () -> go.getCount() == 0);
            synchronized (versions) {
              versions.add(view.version());
            }
            throw new IllegalStateException("thrown by a test");
          });
      first.await();
      Witness same = new Witness();
      for (int priority = 1; priority <= 20; priority++) {
        get(ledger.campaign(Candidacy.plain().withPriority(priority), same));
      }
      Witness.lead(ledger);
      long latest = ledger.view().orElseThrow().version();
      go.countDown();
      eventually(
          () -> versions,
          () -> {
            synchronized (versions) {
              return versions.contains(latest);
            }
          });
      synchronized (versions) {
        assertTrue(versions.size() <= 3, versions.toString());
        assertEquals(versions.stream().sorted().distinct().toList(), versions);
      }
    }
  }

  @Test
  void anObserverThatLeftIsToldNothing() {
    try (Elections node = store.open("n1")) {
      List<ElectionView> views = new ArrayList<>();
      LeaderElection ledger = node.election("ledger");
      eventually(ledger::view, () -> ledger.view().isPresent());
      ledger.observe(views::add).close();
      views.clear();
      get(ledger.campaign(Candidacy.plain(), new Witness()));
      Witness.lead(ledger);
      Witness.pause(50);
      assertTrue(views.size() <= 1, views.toString());
      assertTrue(views.stream().allMatch(view -> view.version() == 0), views.toString());
    }
  }
}
