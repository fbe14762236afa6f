package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.NodeAlreadyRunningException;
import io.primacy.election.SessionView;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.RecordKey;
import java.util.concurrent.CompletableFuture;

/** Fencing tokens, and the runs of a node that they are given to. */
class TokenRules {

  @Rule("TOKEN-1")
  final void tokensRiseWhenTheLeaderWithdraws(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    FencingToken first = cluster.awaitLeader(a).token();
    b.campaign();

    a.withdraw();

    requireLarger(cluster.awaitLeader(b).token(), first);
  }

  @Rule("TOKEN-2")
  final void tokensRiseWhenTheLeaderCloses(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    FencingToken first = cluster.awaitLeader(a).token();
    b.campaign();

    a.close();

    requireLarger(cluster.awaitLeader(b).token(), first);
  }

  @Rule("TOKEN-3")
  final void tokensRiseWhenTheLeaderIsLost(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    FencingToken first = cluster.awaitLeader(a).token();
    b.campaign();

    a.unplug();

    requireLarger(cluster.awaitLeader(b).token(), first);
  }

  @Rule("TOKEN-4")
  final void tokensRiseWhenOneNodeLeadsTwice(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    FencingToken first = cluster.awaitLeader(a).token();
    a.withdraw();

    a.campaign();

    requireLarger(cluster.awaitLeader(a).token(), first);
  }

  @Rule("TOKEN-5")
  final void tokensRiseWhenANodeIsStartedAgain(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    FencingToken first = cluster.awaitLeader(a).token();
    a.close();

    Member again = cluster.join("a");
    again.campaign();

    requireLarger(cluster.awaitLeader(again).token(), first);
  }

  @Rule("TOKEN-6")
  final void aNodeThatWasLostComesBackWithALargerToken(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);
    a.unplug();

    Member again = cluster.join("a");
    again.campaign();

    requireLarger(cluster.awaitLeader(again).token(), old.token());
    assertFalse(old.isHeld(), "held by the run that was lost");
  }

  @Rule(
      value = "TOKEN-7",
      needs = Fault.DELETE_RECORD,
      claims = Capability.SURVIVES_OPERATOR_DELETION)
  final void tokensRiseWhenTheRecordIsDeleted(TckCluster cluster) throws Exception {
    Member a = cluster.join("a");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);

    cluster.harness().deleteRecord(cluster.namespace(), new RecordKey("elections", Member.LEDGER));

    cluster.patience().until("the leader stops", () -> !old.isHeld());
    requireLarger(cluster.awaitLeader(a).token(), old.token());
  }

  @Rule(value = "TOKEN-8", needs = Fault.RESTART_SERVICE, claims = Capability.SURVIVES_FULL_RESTART)
  final void tokensRiseWhenTheServiceIsRestarted(TckCluster cluster) throws Exception {
    Member a = cluster.join("a");
    a.campaign();
    Leadership old = cluster.awaitLeader(a);

    Outage outage = cluster.during(cluster.harness().stopService());
    cluster.patience().until("the leader stops", () -> !old.isHeld());
    outage.end();

    requireLarger(cluster.awaitLeader(a).token(), old.token());
  }

  @Rule("TOKEN-9")
  final void everybodySeesTheTokenOfTheLeader(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    b.election().observe(view -> {});
    cluster.patience().pass(cluster.lease()); // Whoever looks has time to do more than that.
    a.campaign();
    FencingToken token = cluster.awaitLeader(a).token();

    cluster.patience().until("b sees a lead", () -> b.seenLeader().filter("a"::equals).isPresent());

    assertEquals(token, b.view().orElseThrow().token().orElseThrow(), "the token that b sees");
  }

  @Rule("TOKEN-10")
  final void theSameNodeTwiceIsRefused(TckCluster cluster) {
    Member a = cluster.join("a");
    a.campaign();
    FencingToken token = cluster.awaitLeader(a).token();

    Member twin;
    try {
      twin = cluster.join("a");
    } catch (BackendException refusedByTheBackend) {
      return;
    }
    CompletableFuture<Void> candidacy =
        twin.sendCampaign(Member.LEDGER, io.primacy.election.Candidacy.plain())
            .toCompletableFuture();

    Elections elections = twin.elections();
    CompletableFuture<ElectionException> failed = elections.failed().toCompletableFuture();
    cluster.patience().until("the second a is refused", failed::isDone);
    Throwable reason = failed.join();
    assertTrue(reason instanceof NodeAlreadyRunningException, () -> "refused because: " + reason);
    assertEquals(SessionView.State.REFUSED, elections.session().state(), "its session");
    cluster.patience().until("its candidacy fails", candidacy::isCompletedExceptionally);
    assertEquals(token, a.leadership().orElseThrow().token(), "the first a leads on");
  }

  @Rule("TOKEN-11")
  final void tokensRiseAboveWhatAResourceHasSeen(TckCluster cluster) {
    Member a = cluster.join("a");
    Member b = cluster.join("b");
    a.campaign();
    FencingToken seen = muchLarger(cluster.awaitLeader(a).token());
    b.raiseAbove(seen); // As a node does that asks the resource before it stands.
    b.campaign();
    a.withdraw();
    Leadership first = cluster.awaitLeader(b);
    requireLarger(first.token(), seen);

    FencingToken seenSince = muchLarger(first.token());
    b.raiseAbove(seenSince); // As one does that the resource has refused.

    cluster.patience().until("the leader stops", () -> !first.isHeld());
    FencingToken second = cluster.awaitLeader(b).token();
    requireLarger(second, seenSince);

    a.campaign(); // It was told nothing: what was raised is the election's, for everybody.
    b.close();

    requireLarger(cluster.awaitLeader(a).token(), second);
  }

  /* What an earlier store may have counted to: beyond all that this one has given a version. */
  private static FencingToken muchLarger(FencingToken token) {
    return new FencingToken(token.value() + 1_000_000_000_000L);
  }

  private static void requireLarger(FencingToken next, FencingToken before) {
    assertTrue(next.compareTo(before) > 0, () -> "Token " + next + " does not follow " + before);
  }
}
