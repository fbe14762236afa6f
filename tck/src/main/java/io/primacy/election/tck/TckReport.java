package io.primacy.election.tck;

import io.primacy.election.spi.ElectionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The record of a run.
 *
 * @param provider what was judged
 * @param about what the harness says of versions
 * @param results every rule, in the order of the specification
 */
record TckReport(ElectionProvider provider, Map<String, String> about, List<RuleResult> results) {

  /** What a run as a whole proves. */
  enum Status {
    /** Every rule that binds the backend was kept. */
    PASSED,
    /** One was not. */
    FAILED,
    /** Some rules were not run, so nothing is proven. */
    PARTIAL
  }

  /** Whether every rule has a verdict. */
  boolean isComplete() {
    return count(Verdict.NOT_RUN) == 0;
  }

  Status status() {
    if (!isComplete()) {
      return Status.PARTIAL;
    }
    return count(Verdict.FAILED) == 0 ? Status.PASSED : Status.FAILED;
  }

  long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** Writes {@code <provider>.json} for programs, {@code .md} and {@code .html} for people. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(provider.name() + ".json"), ReportJson.of(this));
    Files.writeString(folder.resolve(provider.name() + ".md"), ReportMarkdown.of(this));
    Files.writeString(folder.resolve(provider.name() + ".html"), ReportHtml.of(this));
  }

  /** The result in one line. */
  String summary() {
    String counts =
        count(Verdict.PASSED)
            + " passed, "
            + count(Verdict.FAILED)
            + " failed, "
            + count(Verdict.NOT_CLAIMED)
            + " not claimed, "
            + count(Verdict.NOT_RUN)
            + " not run.";
    return switch (status()) {
          case PASSED -> "PASSED: ";
          case FAILED -> "FAILED: ";
          case PARTIAL -> "PARTIAL, which proves nothing: ";
        }
        + counts;
  }
}
