package io.primacy.election.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Directives;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.FencingToken;
import io.primacy.election.node.console.Json;
import java.time.Clock;
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

  private final ElectionsConfig config =
      ElectionsConfig.builder()
          .node("n1")
          .namespace("demo")
          .provider("zookeeper")
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
              new Candidate("n1", 3, 0, false, 2, Map.of())),
          Directives.NONE,
          Optional.empty(),
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
          0);

  @Test
  void aPersonReadsLeaderCandidatesAndChanges() {
    assertEquals(
        """
        namespace demo on zookeeper

        ledger  led by n2, token 17, for 1 min 15 s

          candidate   priority  eligible  incarnation  attributes
          n2 (leads)        10  yes                 4  rack=r7
          n1                 0  no                  3

          when                 token  how      leader
          2025-03-01 11:58:40     16  release  nobody
          2025-03-01 11:58:45     17  claim    n2

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
    assertEquals("claim", ledger.path("transitions").path(1).path("cause").asText());
    assertEquals(false, elections.path(1).path("exists").asBoolean());
    assertEquals(true, elections.path(1).path("leader").isNull());
  }

  private StatusReport report() {
    return new StatusReport(config, List.of(led, empty), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
