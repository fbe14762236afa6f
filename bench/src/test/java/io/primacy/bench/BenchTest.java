package io.primacy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.bench.measure.Measurements;
import io.primacy.bench.report.Outcome;
import io.primacy.bench.report.OutcomeFiles;
import io.primacy.bench.report.Page;
import io.primacy.bench.report.Readme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    StringWriter errors = new StringWriter();
    int code =
        Bench.commandLine(new BenchCommand(), false)
            .setErr(new PrintWriter(errors))
            .execute("--only", "handover,handovers");
    assertEquals(2, code);
    String said = errors.toString();
    assertTrue(said.startsWith("No measurement is named handovers. There are handover, "), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void namesAreDifferent() {
    List<String> names = Measurements.names();
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  /** The page and the table of the README say what the figures say. */
  @Test
  void pagesAreThoseOfTheFigures() throws IOException {
    Path folder = ROOT.resolve("docs/bench");
    List<Outcome> outcomes = new OutcomeFiles(folder).read(Measurements.names());
    assertTrue(!outcomes.isEmpty(), "no figures in docs/bench");
    Page page = new Page(outcomes);
    assertEquals(page.markdown(), Files.readString(folder.resolve(OutcomeFiles.PAGE)));

    assertEquals(page.summary(), new Readme(ROOT.resolve("README.md")).table());
  }
}
