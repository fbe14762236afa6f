package io.primacy.election.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.metrics.NodeMetrics;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node answers, in each state and at each end of it. */
class NodeEndpointsTest {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final List<String> OF_ONE = List.of("leader", "active", "standby");

  private final VirtualTime time = VirtualTime.seeded(7);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections elections = store.elections("n1");
  private final Map<String, ElectionState> states = new HashMap<>();
  private final Map<String, Endpoint> endpoints = endpoints("ledger");

  private final Contender nobody =
      new Contender() {
        @Override
        public void granted(Leadership leadership) {}

        @Override
        public void revoked(Leadership leadership, EndReason reason) {}
      };

  @Test
  void beforeItHasASessionItIsAliveAndNothingElse() {
    turn("ledger", State.STANDBY, 0);

    assertEquals(Set.of("live", "status", "metrics"), yes());
    assertEquals(
        "{\"node\":\"n1\",\"yes\":false,\"reason\":\"its session is none\",\"elections\":"
            + "{\"ledger\":\"standby\"}}\n",
        ask("ready").body());
  }

  @Test
  void aNodeThatCouldTakeOverStandsByAndIsReady() {
    stand();
    turn("ledger", State.STANDBY, 0);

    assertEquals(Set.of("standby", "ready", "live", "status", "metrics"), yes());
    assertEquals(
        "{\"node\":\"n1\",\"yes\":false,\"reason\":\"it is standby in ledger\",\"election\":"
            + "\"ledger\",\"state\":\"standby\",\"token\":"
            + token()
            + "}\n",
        ask("leader").body(),
        "it leads already, and its work has not begun");
  }

  @Test
  void electedAndNotYetActiveIsNoLeaderToABalancer() {
    lead();
    turn("ledger", State.ACTIVATING, token());

    assertEquals(Set.of("ready", "live", "status", "metrics"), yes());
  }

  @Test
  void electedAndActiveIs() {
    lead();
    turn("ledger", State.ACTIVE, token());

    assertEquals(Set.of("leader", "active", "ready", "live", "status", "metrics"), yes());
    assertEquals(
        "{\"node\":\"n1\",\"yes\":true,\"election\":\"ledger\",\"state\":\"active\",\"token\":"
            + token()
            + "}\n",
        ask("leader").body());
  }

  @Test
  void activeForAnEarlierLeadershipIsNotEnough() {
    lead();
    turn("ledger", State.ACTIVE, token() - 1);

    assertEquals(503, ask("leader").status());
  }

  @Test
  void theLeaseCountsAndNotTheLastState() {
    lead();
    turn("ledger", State.ACTIVE, token());
    store.unplug("n1");
    time.advance(SimulatedStore.LEASE);

    assertEquals(503, ask("leader").status());
    assertEquals(
        "{\"node\":\"n1\",\"yes\":false,\"reason\":\"its leadership of ledger is over\","
            + "\"election\":\"ledger\",\"state\":\"active\",\"token\":null}\n",
        ask("leader").body());
    assertEquals(503, ask("ready").status());
    assertEquals(
        200, ask("live").status(), "to start it anew would bring the store back no sooner");
  }

  @Test
  void whoDrainsOrFailedOrMayNotLeadGetsNoTraffic() {
    lead();
    for (State state : List.of(State.DRAINING, State.FAILED, State.PASSIVE)) {
      turn("ledger", state, token());
      assertEquals(Set.of("live", "status", "metrics"), yes(), state.toString());
    }
  }

  @Test
  void whoWasRefusedIsNotAlive() {
    stand();
    Elections again = store.elections("n1");
    again.election("ledger").campaign(Candidacy.plain(), nobody);
    NodeSight sight = new NodeSight(again, statesView(), List.of("ledger"));
    turn("ledger", State.STANDBY, 0);
    assertTrue(time.runUntil(() -> sight.refusal().isPresent(), SOON));

    Answer live = endpoints(sight).get("live").answer(new Ask(Optional.empty(), ""));
    assertEquals(503, live.status(), live.body());
    assertTrue(live.body().contains("n1"), live.body());
  }

  @Test
  void withSeveralElectionsOneMustBeNamed() {
    Map<String, Endpoint> two = endpoints("ledger", "reports");
    turn("ledger", State.STANDBY, 0);
    turn("reports", State.PASSIVE, 0);
    for (String name : OF_ONE) {
      Answer answer = two.get(name).answer(new Ask(Optional.empty(), ""));
      assertEquals(400, answer.status(), name);
      assertEquals(
          "{\"problem\":\"This node stands in several elections: ledger, reports. Name one: append"
              + " /ledger or ?election=ledger.\"}\n",
          answer.body());
      assertEquals(503, two.get(name).answer(new Ask(Optional.of("reports"), "")).status(), name);
    }
  }

  @Test
  void readyIsForAllElectionsOrForTheOneThatIsNamed() {
    stand();
    Map<String, Endpoint> two = endpoints("ledger", "reports");
    turn("ledger", State.STANDBY, 0);
    turn("reports", State.FAILED, 0);

    Answer all = two.get("ready").answer(new Ask(Optional.empty(), ""));
    assertEquals(503, all.status());
    assertTrue(all.body().contains("\"reason\":\"it is failed in reports: why\""), all.body());
    assertEquals(200, two.get("ready").answer(new Ask(Optional.of("ledger"), "")).status());
    assertEquals(503, two.get("ready").answer(new Ask(Optional.of("reports"), "")).status());
  }

  @Test
  void anElectionThatIsNotConfiguredIsNotFound() {
    turn("ledger", State.STANDBY, 0);
    for (String name : List.of("leader", "active", "standby", "ready", "status")) {
      Answer answer = endpoints.get(name).answer(new Ask(Optional.of("ledgr"), ""));
      assertEquals(404, answer.status(), name);
      assertEquals(
          "{\"problem\":\"This node does not stand in the election that was named. Closest:"
              + " ledger.\"}\n",
          answer.body());
    }
    for (String name : List.of("live", "metrics")) {
      assertEquals(
          400, endpoints.get(name).answer(new Ask(Optional.of("ledger"), "")).status(), name);
    }
  }

  @Test
  void statusTellsEverythingFromMemory() {
    lead();
    turn("ledger", State.ACTIVE, token());
    store.stall(); // Nothing that asked the store would get an answer.

    JsonNode status = Json.parse(ask("status").body()).orElseThrow();
    assertEquals("n1", status.path("node").asText());
    assertEquals("open", status.path("session").path("state").asText());
    assertTrue(status.path("session").path("remaining_ms").asLong() > 0);
    assertTrue(status.path("session").path("least_headroom_ms").asLong() > 0);
    JsonNode ledger = status.path("elections").path(0);
    assertEquals("active", ledger.path("state").asText());
    assertTrue(ledger.path("active").asBoolean());
    assertEquals("n1", ledger.path("leader").asText());
    assertEquals(token(), ledger.path("token").asLong());
    assertEquals("n1", ledger.path("candidates").path(0).path("node").asText());
  }

  @Test
  void statusTellsWhatTheChecksFound() {
    turn("ledger", State.PASSIVE, 0);
    NodeSight sight = new NodeSight(elections, statesView(), List.of("ledger"));
    StatusPage page = new StatusPage(sight);
    assertEquals("[]", page.of(sight.all()).path("health").toString());

    page.with(() -> List.of(new CheckView("disk", false, "1 GiB free", Instant.EPOCH)));
    assertEquals(
        "[{\"check\":\"disk\",\"healthy\":false,\"since\":\"1970-01-01T00:00:00Z\","
            + "\"detail\":\"1 GiB free\"}]",
        page.of(sight.all()).path("health").toString());
  }

  private void stand() {
    elections.election("ledger").campaign(Candidacy.plain(), nobody);
    lead();
  }

  private void lead() {
    if (elections.election("ledger").leadership().isEmpty()) {
      elections.election("ledger").campaign(Candidacy.plain(), nobody);
      assertTrue(time.runUntil(() -> elections.election("ledger").leadership().isPresent(), SOON));
    }
  }

  private long token() {
    return elections.election("ledger").leadership().orElseThrow().token().value();
  }

  private void turn(String election, State state, long token) {
    states.put(
        election,
        new ElectionState(
            state,
            token == 0 ? OptionalLong.empty() : OptionalLong.of(token),
            Instant.EPOCH,
            state == State.FAILED ? "why" : ""));
  }

  private Set<String> yes() {
    return endpoints.keySet().stream()
        .filter(name -> ask(name).status() == 200)
        .collect(java.util.stream.Collectors.toSet());
  }

  private Answer ask(String name) {
    return endpoints.get(name).answer(new Ask(Optional.empty(), ""));
  }

  private Map<String, Endpoint> endpoints(String... names) {
    return endpoints(new NodeSight(elections, statesView(), List.of(names)));
  }

  private Map<String, Endpoint> endpoints(NodeSight sight) {
    return new NodeEndpoints(sight, new NodeMetrics(sight, statesView()), new StatusPage(sight))
        .all();
  }

  private NodeStates statesView() {
    return new NodeStates() {
      @Override
      public Map<String, ElectionState> states() {
        return states;
      }

      @Override
      public void onChange(Listener listener) {}
    };
  }
}
