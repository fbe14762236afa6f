package io.primacy.election.tck;

import static io.primacy.election.history.JsonLine.quote;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.TreeMap;

/** A report for programs, a gate for example: {@code status} is what it asks for. */
final class ReportJson {

  private ReportJson() {}

  static String of(TckReport report) {
    String about =
        new TreeMap<>(report.about())
            .entrySet().stream()
                .map(entry -> "    " + quote(entry.getKey()) + ": " + quote(entry.getValue()))
                .collect(joining(",\n"));
    return """
    {
      "provider": %s,
      "status": %s,
      "complete": %s,
      "capabilities": %s,
      "about": {%s},
      "passed": %d,
      "failed": %d,
      "notClaimed": %d,
      "notRun": %d,
      "rules": [
    %s
      ],
      "mutants": [
    %s
      ]
    }
    """
        .formatted(
            quote(report.provider().name()),
            quote(report.status().name()),
            report.isComplete(),
            texts(report.provider().capabilities().stream().sorted().map(Enum::name).toList()),
            about.isEmpty() ? "" : "\n" + about + "\n  ",
            report.count(Verdict.PASSED),
            report.count(Verdict.FAILED),
            report.count(Verdict.NOT_CLAIMED),
            report.count(Verdict.NOT_RUN),
            report.results().stream().map(ReportJson::rule).collect(joining(",\n")),
            KitDocuments.mutants().stream().map(ReportJson::mutant).collect(joining(",\n")));
  }

  private static String rule(RuleResult result) {
    return "    {\"id\": "
        + quote(result.id())
        + ", \"chapter\": "
        + quote(result.chapter())
        + ", \"title\": "
        + quote(result.title())
        + ", \"verdict\": "
        + quote(result.verdict().name())
        + ", \"millis\": "
        + result.millis()
        + ", \"detail\": "
        + quote(result.detail())
        + "}";
  }

  private static String mutant(KitDocuments.KilledMutant mutant) {
    return "    {\"name\": "
        + quote(mutant.name())
        + ", \"verdict\": \"KILLED\", \"by\": "
        + texts(mutant.killedBy())
        + "}";
  }

  private static String texts(List<String> texts) {
    return texts.stream()
        .map(io.primacy.election.history.JsonLine::quote)
        .collect(joining(", ", "[", "]"));
  }
}
