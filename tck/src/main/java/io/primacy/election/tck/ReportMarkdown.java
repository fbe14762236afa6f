package io.primacy.election.tck;

import java.util.TreeMap;

/** A report for people with a text editor. */
final class ReportMarkdown {

  private ReportMarkdown() {}

  static String of(TckReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(report.provider().name()).append("\n\n");
    text.append(report.summary()).append("\n\n");
    new TreeMap<>(report.about())
        .forEach(
            (what, value) ->
                text.append("* ").append(what).append(": ").append(value).append('\n'));
    text.append("\n| Rule | Title | Verdict | ms | Detail |\n|---|---|---|---|---|\n");
    for (RuleResult result : report.results()) {
      text.append("| ").append(result.id());
      text.append(" | ").append(result.title());
      text.append(" | ").append(result.verdict());
      text.append(" | ").append(result.millis());
      text.append(" | ").append(cell(result.detail())).append(" |\n");
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.lines().findFirst().orElse("").replace("|", "\\|");
  }
}
