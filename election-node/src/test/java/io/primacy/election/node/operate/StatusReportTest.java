package io.primacy.election.node.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.Directives;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionView.Lifted;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.FencingToken;
import io.primacy.election.NodeView;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class StatusReportTest {

  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

  private static final String UNWELL =
      "disk: 1.2 GiB free, asked 5.0 GiB; queues: ended with 1: nothing moved for 5 min";

  private final ElectionsConfig config =
      ElectionsConfig.builder()
          .node("n1")
          .namespace("demo")
          .provider(InstalledBackends.providers().get("zookeeper"))
          .set("election.zookeeper.connect", "127.0.0.1:1")
          .build();

  private final ElectionView led =
      new ElectionView(
          "ledger",
          true,
          9,
          Optional.of(new Holder("n2", 4)),
          true,
          Optional.of(new FencingToken(17)),
          List.of(
              new Candidate("n2", 4, 10, true, 1, Map.of("rack", "r7")),
              new Candidate("n1", 3, 0, false, 2, Map.of("health", UNWELL))),
          Directives.NONE
              .with(
                  Directive.pause(
                      Optional.empty(),
                      Duration.ofMinutes(5),
                      new Actor("alice", "patch day"),
                      NOW.minusSeconds(60).toEpochMilli()))
              .with(Directive.drain("n1", new Actor("bob", "disk"), 0))
              .with(Directive.priority("n1", -7, new Actor("bob", "disk"), 0)),
          Optional.of(
              new ElectionView.Request(
                  "r", "handover", Optional.of("n1"), new Actor("bob", "test"), 0)),
          List.of(
              new Transition(
                  new FencingToken(16),
                  Optional.empty(),
                  Optional.of("n1"),
                  "release",
                  Optional.empty(),
                  OptionalLong.empty(),
                  NOW.minusSeconds(80).toEpochMilli()),
              new Transition(
                  new FencingToken(17),
                  Optional.of("n2"),
                  Optional.of("n1"),
                  "claim",
                  Optional.empty(),
                  OptionalLong.of(5_000),
                  NOW.minusSeconds(75).toEpochMilli())),
          List.of(
              new Lifted(
                  Directive.Kind.DRAIN,
                  Optional.of("n2"),
                  new Actor("bob", "new disk is in"),
                  NOW.minusSeconds(90).toEpochMilli())),
          0);

  private final ElectionView empty =
      new ElectionView(
          "reports",
          false,
          0,
          Optional.empty(),
          false,
          Optional.empty(),
          List.of(),
          Directives.NONE,
          Optional.empty(),
          List.of(),
          List.of(),
          0);

  @Test
  void aPersonReadsLeaderCandidatesAndChanges() {
    assertEquals(
        """
        namespace demo on zookeeper, read at 2025-03-01 12:00:00

        ledger  led by n2, token 17, for 1 min 15 s
          paused, 4 min 0 s left (until 2025-03-01 12:04:00): patch day (alice)
          n1 is drained: disk (bob)
          n1 has priority -7: disk (bob)
          asked for: handover to n1: test (bob)

          candidate   priority  may lead  session            incarnation  attributes
          n2 (leads)        10  yes       alive, 8.5 s left            4  rack=r7
          n1                -7  drained   silent 20 s                  3
          n1 is not well: disk: 1.2 GiB free, asked 5.0 GiB; queues: ended with 1:
            nothing moved for 5 min

          when                 token  from  to      how      without  asked by
          2025-03-01 11:58:40     16  n1    nobody  release
          2025-03-01 11:58:45     17  n1    n2      claim    5000 ms

        reports  nobody ever stood
        """,
        report().text(Ansi.OFF));
  }

  @Test
  void aProgramReadsTheSame() {
    var elections = Json.parse(report().json()).orElseThrow().path("elections");

    var ledger = elections.path(0);
    assertEquals("n2", ledger.path("leader").path("node").asText());
    assertEquals(17, ledger.path("token").asLong());
    assertEquals("2025-03-01T11:58:45Z", ledger.path("since").asText());
    assertEquals("r7", ledger.path("candidates").path(0).path("attributes").path("rack").asText());
    assertEquals(
        8_500, ledger.path("candidates").path(0).path("session").path("headroom_ms").asLong());
    assertEquals(-7, ledger.path("candidates").path(1).path("effective_priority").asInt());
    assertEquals("pause", ledger.path("directives").path(0).path("kind").asText());
    assertEquals("n1", ledger.path("request").path("target").asText());
    assertEquals(5_000, ledger.path("transitions").path(1).path("without_leader_ms").asLong());
    assertEquals("claim", ledger.path("transitions").path(1).path("cause").asText());
    assertEquals("drain", ledger.path("lifted").path(0).path("kind").asText());
    assertEquals("bob", ledger.path("lifted").path(0).path("by").asText());
    assertEquals("new disk is in", ledger.path("lifted").path(0).path("reason").asText());
    assertEquals(false, elections.path(1).path("exists").asBoolean());
    assertEquals(true, elections.path(1).path("leader").isNull());
  }

  @Test
  void whoeverIsNotWellSaysWhy() {
    Candidate unwell = led.candidate("n1").orElseThrow();
    Outlook outlook =
        new Outlook(
            new ElectionView(
                "ledger",
                true,
                9,
                led.leader(),
                true,
                led.token(),
                List.of(unwell, new Candidate("n3", 1, 0, false, 3, Map.of())),
                Directives.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                0),
            Map.of(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertEquals(
        Optional.of("n1 says that it may not lead for now: " + UNWELL + "."),
        outlook.whyNot(unwell));
    assertEquals(
        Optional.of("n3 says that it may not lead for now; its application has to say otherwise."),
        outlook.whyNot(outlook.view().candidate("n3").orElseThrow()));
  }

  private StatusReport report() {
    return new StatusReport(
        config,
        List.of(led, empty),
        Map.of("n2", session("n2", 4, 1_500), "n1", session("n1", 3, 20_000)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static NodeView session(String node, long incarnation, long ageMillis) {
    return new NodeView(
        node,
        true,
        1,
        incarnation,
        true,
        Duration.ofSeconds(10),
        OptionalLong.of(NOW.toEpochMilli() - ageMillis));
  }
}
