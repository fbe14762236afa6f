package io.primacy.election.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.NotLeadingException;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is measured, as Prometheus reads it. */
class NodeMetricsTest {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String LEDGER = "{election=\"ledger\"}";

  private final VirtualTime time = VirtualTime.seeded(7);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections elections = store.elections("n1");
  private final Elections others = store.elections("n2");
  private final Steps steps = new Steps();
  private final NodeMetrics metrics =
      new NodeMetrics(new NodeSight(elections, steps, List.of("ledger")), steps);
  private final List<Leadership> led = new ArrayList<>();

  private final Contender contender =
      new Contender() {
        @Override
        public void granted(Leadership leadership) {
          led.add(leadership);
        }

        @Override
        public void revoked(Leadership leadership, EndReason reason) {}
      };

  NodeMetricsTest() {
    metrics.begin();
  }

  @Test
  void beforeAnythingHappenedEverythingIsThere() {
    Exposition seen = read();
    assertEquals(0, seen.value("primacy_leader" + LEDGER));
    assertEquals(0, seen.value("primacy_active" + LEDGER));
    assertEquals(0, seen.value("primacy_fencing_token" + LEDGER));
    assertEquals(0, seen.value("primacy_candidates" + LEDGER));
    assertEquals(1, seen.value("primacy_state{election=\"ledger\",state=\"standby\"}"));
    assertEquals(0, seen.value("primacy_state{election=\"ledger\",state=\"active\"}"));
    assertEquals(0, seen.value("primacy_session_open{}"));
    assertEquals(SimulatedStore.LEASE.toSeconds(), seen.value("primacy_session_lease_seconds{}"));
    assertEquals(0, seen.value("primacy_leaderships_begun_total" + LEDGER));
    for (EndReason reason : EndReason.values()) {
      String label = reason.name().toLowerCase(java.util.Locale.ROOT);
      assertEquals(
          0,
          seen.value(
              "primacy_leaderships_ended_total{election=\"ledger\",reason=\"" + label + "\"}"));
    }
    assertEquals(0, seen.value("primacy_refused_actions_total{election=\"ledger\",ran=\"no\"}"));
    assertTrue(
        seen.names().contains("jvm_gc_memory_allocated_bytes_total"), seen.names()::toString);
  }

  @Test
  void aLeaderIsSeenAsOneFromTheLeaseAndTheState() {
    lead();
    long token = led.get(0).token().value();

    assertEquals(1, read().value("primacy_leader" + LEDGER));
    assertEquals(0, read().value("primacy_active" + LEDGER), "its work has not begun");
    steps.turn(State.ACTIVATING, token);
    steps.turn(State.ACTIVE, token);
    Exposition seen = read();
    assertEquals(1, seen.value("primacy_active" + LEDGER));
    assertEquals(1, seen.value("primacy_state{election=\"ledger\",state=\"active\"}"));
    assertEquals(token, seen.value("primacy_fencing_token" + LEDGER));
    assertEquals(1, seen.value("primacy_candidates" + LEDGER));
    assertEquals(1, seen.value("primacy_leaderships_begun_total" + LEDGER));
    assertEquals(
        1, seen.value("primacy_activation_seconds_count{election=\"ledger\",outcome=\"active\"}"));

    store.unplug("n1");
    time.advance(SimulatedStore.LEASE.multipliedBy(2));

    seen = read();
    assertEquals(0, seen.value("primacy_leader" + LEDGER));
    assertEquals(0, seen.value("primacy_active" + LEDGER));
    assertEquals(0, seen.value("primacy_session_open{}"));
    assertEquals(
        1,
        seen.value(
            "primacy_leaderships_ended_total{election=\"ledger\",reason=\"lease_expired\"}"));
  }

  @Test
  void theSessionTellsHowCloseItCame() {
    lead();
    time.advance(SimulatedStore.LEASE.multipliedBy(3));

    Exposition seen = read();
    assertEquals(1, seen.value("primacy_session_open{}"));
    assertEquals(elections.session().incarnation(), seen.value("primacy_session_incarnation{}"));
    double least = elections.session().renewals().leastHeadroom().toNanos() / 1e9;
    assertEquals(least, seen.value("primacy_session_least_headroom_seconds{}"), 1e-6);
    assertTrue(least > 0 && least < SimulatedStore.LEASE.toSeconds(), least + " s");
    assertEquals(
        elections.session().renewals().count(),
        seen.value("primacy_session_renewal_seconds_count{}"));
    assertEquals(
        elections.session().renewals().total().toNanos() / 1e9,
        seen.value("primacy_session_renewal_seconds_sum{}"),
        1e-6);
    assertTrue(seen.value("primacy_session_remaining_seconds{}") > 0);
    assertTrue(seen.value("primacy_session_last_renewal_seconds{}") >= 0);
  }

  @Test
  void changesOfLeaderAreCountedByWhoeverSeesThem() {
    lead();
    Contender other =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {}

          @Override
          public void revoked(Leadership leadership, EndReason reason) {}
        };
    others.election("ledger").campaign(Candidacy.plain(), other);
    assertTrue(
        time.runUntil(
            () ->
                others.election("ledger").view().stream().anyMatch(v -> v.candidates().size() == 2),
            SOON));
    elections.election("ledger").handOver("n2");
    assertTrue(time.runUntil(() -> others.election("ledger").leadership().isPresent(), SOON));
    time.advance(Duration.ofSeconds(5));

    Exposition seen = read();
    assertEquals(2, seen.value("primacy_candidates" + LEDGER));
    assertEquals(
        1, seen.value("primacy_transitions_total{cause=\"handover\",election=\"ledger\"}"));
    assertEquals(0, seen.value("primacy_leader_absence_seconds" + LEDGER));
    assertEquals(
        1,
        seen.value("primacy_leaderships_ended_total{election=\"ledger\",reason=\"handed_over\"}"));
  }

  @Test
  void whatIsRefusedIsCountedOnceAndStillRefused() throws Exception {
    lead();
    Leadership leadership = led.get(0);
    assertEquals("done", leadership.whileHeld(() -> "done"));
    assertThrows(
        NotLeadingException.class,
        () ->
            leadership.whileHeld(
                () -> {
                  store.unplug("n1");
                  time.advance(SimulatedStore.LEASE.multipliedBy(2));
                  return "too late";
                }));
    assertThrows(NotLeadingException.class, () -> leadership.whileHeld(() -> "never"));
    assertThrows(NotLeadingException.class, () -> leadership.whileHeld(() -> "never"));

    assertEquals(1, read().value("primacy_refused_actions_total{election=\"ledger\",ran=\"yes\"}"));
    assertEquals(2, read().value("primacy_refused_actions_total{election=\"ledger\",ran=\"no\"}"));
  }

  @Test
  void checksAreMeasuredAsTheyAreNow() {
    List<CheckView> checks = new ArrayList<>();
    metrics.with(() -> checks);
    checks.add(new CheckView("disk", true, "5 GiB free", Instant.EPOCH));
    assertEquals(1, read().value("primacy_health_check_healthy{check=\"disk\"}"));

    checks.set(0, new CheckView("disk", false, "1 GiB free", Instant.EPOCH));
    checks.add(new CheckView("database", true, "", Instant.EPOCH));
    assertEquals(0, read().value("primacy_health_check_healthy{check=\"disk\"}"));
    assertEquals(1, read().value("primacy_health_check_healthy{check=\"database\"}"));

    checks.remove(0);
    assertEquals(Set.of("database"), read().values("primacy_health_check_healthy", "check"));
  }

  @Test
  void whoAsksForOpenMetricsGetsThem() {
    NodeMetrics.Scrape plain = metrics.scrape("");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", plain.contentType());
    NodeMetrics.Scrape open =
        metrics.scrape("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3");
    assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", open.contentType());
    assertTrue(open.text().endsWith("# EOF\n"), open.text());
  }

  @Test
  void everySampleSaysWhichNodeItIsOf() {
    assertEquals(
        List.of(),
        metrics
            .scrape("")
            .text()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .filter(line -> !line.contains("node=\"n1\"") || !line.contains("namespace=\""))
            .toList());
  }

  private void lead() {
    elections.election("ledger").campaign(Candidacy.plain(), metrics.around("ledger", contender));
    assertTrue(time.runUntil(() -> !led.isEmpty(), SOON));
  }

  private Exposition read() {
    return Exposition.of(metrics.scrape("").text()).without("namespace", "node");
  }

  /** States as a test makes them. */
  private static final class Steps implements NodeStates {

    private final List<Listener> listeners = new ArrayList<>();
    private ElectionState now = state(State.STANDBY, 0);

    void turn(State state, long token) {
      ElectionState before = now;
      now = state(state, token);
      listeners.forEach(listener -> listener.changed("ledger", before, now));
    }

    private static ElectionState state(State state, long token) {
      return new ElectionState(
          state, token == 0 ? OptionalLong.empty() : OptionalLong.of(token), Instant.EPOCH, "");
    }

    @Override
    public Map<String, ElectionState> states() {
      return Map.of("ledger", now);
    }

    @Override
    public void onChange(Listener listener) {
      listeners.add(listener);
    }
  }
}
