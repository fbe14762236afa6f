package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.spi.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Elections in processes that do to them what processes do. */
class HardshipRules {

  private static final String OTHER = "other";

  @Rule("PROC-1")
  final void questionsAreAnsweredWhileACallbackIsBlocked(TckCluster cluster) {
    Member a = cluster.join("a");
    AtomicBoolean blocked = new AtomicBoolean(true);
    AtomicBoolean inside = new AtomicBoolean();
    a.contender()
        .onGranted(
            leadership -> {
              inside.set(true);
              cluster.patience().until("the rule lets go", () -> !blocked.get());
            });
    a.campaign();
    cluster.patience().until("the callback runs", inside::get);

    answered(cluster, "leadership", () -> a.election().leadership());
    answered(cluster, "isHeld", () -> a.election().leadership().ifPresent(l -> l.isHeld()));
    answered(cluster, "view", () -> a.election().view());
    answered(cluster, "session", () -> a.elections().session());
    answered(cluster, "observe", () -> a.election().observe(view -> {}));
    answered(cluster, "eligible", () -> a.election().eligible(true));
    answered(cluster, "campaign", () -> a.sendCampaign(OTHER, Candidacy.plain()));
    cluster.awaitLeader(a, OTHER);
    blocked.set(false);
  }

  @Rule("PROC-2")
  final void interruptsChangeNothing(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    for (Member member : List.of(a, b)) {
      member.contender().onGranted(leadership -> Thread.currentThread().interrupt());
      member.contender().onRevoked(leadership -> Thread.currentThread().interrupt());
    }
    CompletionStage<Void> standing =
        interrupted(() -> a.sendCampaign(Member.LEDGER, Candidacy.plain()));
    cluster.patience().result(cluster.harness().eventually(), "a stands", standing);
    cluster.awaitLeader(a);
    b.campaign();

    CompletionStage<Void> leaving = interrupted(() -> a.election().withdraw());
    cluster.patience().result(cluster.harness().eventually(), "a withdraws", leaving);
    cluster.awaitLeader(b);
    a.campaign();
    b.withdraw();

    cluster.awaitLeader(a);
    cluster.patience().until("b is told the end", () -> b.contender().ends() == 1);
    assertEquals(2, a.contender().granted().size(), "what a was told");
  }

  @Rule("PROC-3")
  final void everybodyCanLeadAfterTheLeaderRanTwice(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    cluster.awaitLeader(a);
    Member b = cluster.join("b");
    b.campaign();

    refused(cluster);

    Electability.require(cluster, List.of(a, b));
  }

  @Rule(value = "PROC-4", alone = true)
  final void manyRunsOfANodeLeaveNothing(TckCluster cluster) {
    Footprint footprint = new Footprint(cluster.patience());

    footprint.compare(Math.max(1, cluster.harness().cycles() / 20), () -> runOnce(cluster));

    Member last = cluster.join("a");
    last.campaign();
    cluster.awaitLeader(last);
  }

  private static void runOnce(TckCluster cluster) {
    Member run = cluster.join("a");
    run.campaign();
    cluster.awaitLeader(run);
    run.close();
    cluster.forget(run);
  }

  private static void refused(TckCluster cluster) {
    Member twin;
    try {
      twin = cluster.join("a");
    } catch (BackendException refusedByTheBackend) {
      return;
    }
    twin.sendCampaign(Member.LEDGER, Candidacy.plain());
    cluster
        .patience()
        .until("the second a is refused", twin.elections().failed().toCompletableFuture()::isDone);
  }

  /* Asked on a thread of its own: whoever is not answered must not keep the rule. */
  private static void answered(TckCluster cluster, String what, Runnable question) {
    CountDownLatch done = new CountDownLatch(1);
    Thread asking =
        new Thread(
            () -> {
              question.run();
              done.countDown();
            },
            "tck-asks");
    asking.setDaemon(true);
    asking.start();
    Duration bound = cluster.harness().eventually();
    boolean answered;
    try {
      answered = done.await(bound.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("The rule took too long and was interrupted", e);
    }
    assertTrue(answered, () -> "Expected: " + what + " returns within " + bound);
  }

  private interface Call<T> {
    T make();
  }

  private static <T> T interrupted(Call<T> call) {
    Thread.currentThread().interrupt();
    try {
      T result = call.make();
      assertTrue(Thread.currentThread().isInterrupted(), "the interrupt is kept for the caller");
      return result;
    } finally {
      clearInterrupt();
    }
  }

  @SuppressWarnings("ResultOfMethodCallIgnored")
  private static void clearInterrupt() {
    Thread.interrupted();
  }
}
