package io.primacy.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Outcomes in a folder: one JSON file and its charts for each measurement, and a page of all. */
public final class OutcomeFiles {

  /** The page of all measurements. */
  public static final String PAGE = "results.md";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  public OutcomeFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder if it is missing, before anything is measured that it could not hold. */
  public void prepare() throws IOException {
    Files.createDirectories(folder);
  }

  /** Replaces what the folder holds of this measurement. */
  public void write(Outcome outcome) throws IOException {
    Files.writeString(
        folder.resolve(outcome.name() + ".json"), MAPPER.writeValueAsString(outcome) + "\n");
    try (DirectoryStream<Path> before =
        Files.newDirectoryStream(folder, outcome.name() + "-*.svg")) {
      for (Path chart : before) {
        Files.delete(chart);
      }
    }
    for (Chart chart : Chart.of(outcome)) {
      Files.writeString(folder.resolve(chart.file()), chart.svg());
    }
  }

  /** What the folder holds, in the order of the given names; others are not read. */
  public List<Outcome> read(List<String> names) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name + ".json");
      if (Files.exists(file)) {
        outcomes.add(MAPPER.readValue(file.toFile(), Outcome.class));
      }
    }
    return outcomes;
  }

  /** Writes the page of all that the folder holds. */
  public void writePage(List<String> names) throws IOException {
    Files.writeString(folder.resolve(PAGE), new Page(read(names)).markdown());
  }
}
