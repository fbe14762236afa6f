package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.primacy.election.history.HistoryChecker;
import io.primacy.election.history.HistoryReader;
import io.primacy.election.history.Violation;
import io.primacy.election.tck.sim.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the kit makes of runs that are not whole. */
class KitTest {

  @TempDir Path reports;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSimulatedStorePassesInVirtualTimeWhateverTheSeed(long seed) throws Exception {
    Whole.seed = seed;

    run(Whole.class, "*");

    String json = Files.readString(reports.resolve("simulated.json"));
    assertTrue(json.contains("\"status\": \"PASSED\""), json);
    assertTrue(json.contains("\"complete\": true"), json);
    assertTrue(
        json.contains(
            "{\"name\": \"leaves a thread\", \"verdict\": \"KILLED\","
                + " \"by\": [\"CLOSE-5\", \"FAULT-8\"]}"),
        json);
    assertTrue(json.contains("\"passed\": " + RuleResult.all().size() + ","), json);
    assertTrue(Files.readString(reports.resolve("simulated.md")).contains("PASSED: "));
  }

  @Test
  void aRunOfSomeRulesIsNotComplete() throws Exception {
    run(Whole.class, "WRITE-1,READ-*");

    String json = Files.readString(reports.resolve("simulated.json"));
    assertTrue(json.contains("\"status\": \"PARTIAL\""), json);
    assertTrue(json.contains("\"complete\": false"), json);
    assertTrue(json.contains("\"passed\": 5,"), json);
    assertTrue(
        Files.readString(reports.resolve("simulated.md"))
            .contains("PARTIAL, which proves nothing"));
  }

  @Test
  void aFaultThatTheHarnessCanNotInjectIsNotClaimed() throws Exception {
    run(WithoutFaults.class, "CALL-8");

    String json = Files.readString(reports.resolve("simulated.json"));
    assertTrue(
        json.contains(
            "\"verdict\": \"NOT_CLAIMED\", \"millis\": 0,"
                + " \"detail\": \"the harness can not inject STOP_ONE_SERVER\""),
        json);
  }

  @Test
  void aRuleThatFailsLeavesItsWholeHistory() throws Exception {
    MutantTck.current =
        WrongLeaderships.all().stream()
            .filter(mutant -> mutant.name().equals("says for ever that it is held"))
            .findFirst()
            .orElseThrow();

    run(MutantTck.class, "LEAD-4");

    Path kept = reports.resolve("simulated-LEAD-4.history.jsonl");
    List<Violation> violations = HistoryChecker.check(HistoryReader.read(List.of(kept)));
    assertTrue(violations.stream().anyMatch(v -> v.property().equals("S2")), () -> "" + violations);
    String report = Files.readString(reports.resolve("simulated.md"));
    assertTrue(report.contains("| LEAD-4 | A leader that is cut off stops"), report);
    String json = Files.readString(reports.resolve("simulated.json"));
    assertTrue(json.contains("The whole history: " + kept), json);
    assertTrue(json.contains("both led for"), json);
  }

  @Test
  void aChapterThatTheVendorReplacedFailsTheRun() {
    EngineExecutionResults results = run(Shadowing.class, "READ-*");

    String message =
        results.containerEvents().failed().stream()
            .flatMap(event -> event.getPayload().stream())
            .map(String::valueOf)
            .reduce("", String::concat);
    assertTrue(message.contains("No verdict for READ-1, READ-2, READ-3, READ-4."), message);
  }

  @Test
  void theReportForABrowserShowsWhatEachRuleDemandsAndWhatItCatches() throws Exception {
    run(Whole.class, "WRITE-1");

    String html = Files.readString(reports.resolve("simulated.html"));
    assertTrue(html.contains("PARTIAL, which proves nothing: 1 passed"), html);
    assertTrue(html.contains("<td>WRITE-1</td><td>A write that expects version 0 MUST"), html);
    assertTrue(html.contains("<th>lets everybody lead</th><td>LEAD-1, LEAD-2"), html);
  }

  @Test
  void noRuleIdIsUsedTwice() {
    List<String> ids = RuleResult.all().stream().map(RuleResult::id).toList();

    assertEquals(ids.size(), Set.copyOf(ids).size());
  }

  private EngineExecutionResults run(Class<?> kit, String rules) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("tck.rules", rules)
        .configurationParameter("tck.reports", reports.toString())
        .selectors(selectClass(kit))
        .execute();
  }

  static class Whole extends ElectionTck {
    static long seed = 1;

    @Override
    protected BackendHarness harness() {
      return new SimulatedHarness(VirtualTime.seeded(seed));
    }
  }

  static class WithoutFaults extends ElectionTck {
    @Override
    protected BackendHarness harness() {
      return new SimulatedHarness(VirtualTime.seeded(3)) {
        @Override
        public Set<Fault> faults() {
          return EnumSet.noneOf(Fault.class);
        }

        @Override
        public Map<String, String> about() {
          return Map.of("client", "none");
        }
      };
    }
  }

  static class Shadowing extends Whole {
    @Nested
    class Reads {
      @Test
      void nothing() {}
    }
  }
}
