package io.primacy.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class ReportTest {

  private static final Figure OURS = new Figure("Primacy", "close", "ms", List.of(1.0, 2.0, 9.0));
  private static final Figure THEIRS = new Figure("Latch", "close", "ms", List.of(3.0, 4.0, 5.0));
  private static final Figure ALONE = new Figure("Primacy", "named", "ms", List.of(6.0));

  private static final Setting SETTING =
      new Setting("2026-01-02", true, "VM 17", "Linux", "a CPU", 2, 0.5, Map.of("Curator", "5"));

  private static Outcome outcome(Goal... goals) {
    return new Outcome(
        "gap", "Gap", "About.", "Latch", SETTING, List.of(OURS, THEIRS, ALONE), List.of(goals));
  }

  @Test
  void aSummaryIsOfTheMiddleAndTheSpread() {
    Summary summary = Summary.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0));
    assertEquals(5, summary.count());
    assertEquals(3, summary.median());
    assertEquals(5, summary.highest());
    assertTrue(summary.tenth() < summary.median() && summary.median() < summary.ninetieth());
  }

  @Test
  void aFigureWithoutAValueIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> new Figure("Primacy", "close", "ms", List.of()));
  }

  @Test
  void whoIsComparedHasARatio() {
    Outcome outcome = outcome();
    assertEquals(Optional.of(0.5), outcome.ratio(OURS));
    assertEquals(Optional.empty(), outcome.ratio(THEIRS));
    assertEquals(Optional.empty(), outcome.ratio(ALONE), "the baseline has none of that");
  }

  @Test
  void aGoalIsReachedOrMissed() {
    assertTrue(only(outcome(Goal.ratio("Primacy", "close", "Latch", 0.5))).isReached());
    assertFalse(only(outcome(Goal.ratio("Primacy", "close", "Latch", 0.49))).isReached());
    assertEquals(1.5, only(outcome(new Goal("Primacy", "named", "Latch", "close", 1))).measured());
    assertFalse(only(outcome(Goal.limit("Primacy", "named", 5))).isReached());
    assertEquals(List.of(), outcome(Goal.limit("Primacy", "unknown", 5)).results());
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    Outcome outcome = outcome(Goal.ratio("Primacy", "close", "Latch", 0.5));
    OutcomeFiles files = new OutcomeFiles(folder);
    files.write(outcome);
    files.writePage(List.of("other", "gap"));

    assertEquals(List.of(outcome), files.read(List.of("gap", "other")));
    String page = Files.readString(folder.resolve(OutcomeFiles.PAGE));
    assertTrue(page.contains("| Primacy | 2 | 1 | 9 | 9 | 3 | 0.500 |"), page);
    assertTrue(page.contains("no more than a first look"), page);
    String chart = Files.readString(folder.resolve("gap-close.svg"));
    assertTrue(chart.contains("<svg") && chart.contains("Latch"), "no chart of both");
    assertTrue(page.contains("(gap-close.svg)"), page);
    assertFalse(Files.exists(folder.resolve("gap-named.svg")), "nothing to compare there");
  }

  @Test
  void chartsThatAreDrawnNoMoreAreRemoved(@TempDir Path folder) throws IOException {
    Path before = Files.createFile(folder.resolve("gap-of-a-hundred.svg"));
    Path ofAnother = Files.createFile(folder.resolve("other-close.svg"));

    new OutcomeFiles(folder).write(outcome());

    assertFalse(Files.exists(before));
    assertTrue(Files.exists(ofAnother));
    assertTrue(Files.exists(folder.resolve("gap-close.svg")));
  }

  @Test
  void aTerminalSeesWhatWasMissed() {
    String text =
        new OutcomeText(
                outcome(
                    Goal.ratio("Primacy", "close", "Latch", 0.5),
                    Goal.limit("Primacy", "named", 5)))
            .render(Ansi.OFF);
    assertTrue(text.contains("reached Primacy, close: at most 0.500 times Latch"), text);
    assertTrue(text.contains("missed  Primacy, named: at most 5; measured 6"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
  }

  private static Goal.Result only(Outcome outcome) {
    assertEquals(1, outcome.results().size());
    return outcome.results().get(0);
  }
}
