package io.primacy.election.node.kit;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** Several reports side by side. Says nothing of time, so that it is the same for the same code. */
public final class Comparison {

  private static final String NOT_RUN = "NOT_RUN";

  private final List<KitReport> reports;
  private final Map<String, String> titles = new LinkedHashMap<>();

  public Comparison(List<KitReport> reports) {
    this.reports = reports.stream().sorted(Comparator.comparing(KitReport::provider)).toList();
    this.reports.forEach(
        report -> report.rules().forEach((id, rule) -> titles.putIfAbsent(id, rule.title())));
  }

  /** Whether there is a report, and each is of the same rules and passed. */
  public boolean isPassed() {
    return !reports.isEmpty()
        && reports.stream()
            .allMatch(report -> report.isPassed() && report.rules().size() == titles.size());
  }

  /** For a terminal: the backends, and the rules that not all of them passed. */
  public String text(Ansi ansi) {
    Table backends =
        new Table("backend", "status", "passed#", "failed#", "not claimed#", "not run#");
    for (KitReport report : reports) {
      backends.row(
          report.provider(),
          report.status().toLowerCase(ROOT),
          Long.toString(report.count("PASSED")),
          Long.toString(report.count("FAILED")),
          Long.toString(report.count("NOT_CLAIMED")),
          Long.toString(titles.size() - report.rules().size() + report.count(NOT_RUN)));
    }
    StringBuilder text = new StringBuilder();
    text.append("Rules of the compatibility kit: ").append(titles.size()).append("%n".formatted());
    text.append(backends.render(ansi, 2));
    List<String> differing = titles.keySet().stream().filter(id -> !passedByAll(id)).toList();
    if (!differing.isEmpty()) {
      text.append("%nNot passed by all:%n".formatted());
      text.append(rules(differing).render(ansi, 2));
    }
    return text.toString();
  }

  /** The page docs/compatibility.md. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Which backend keeps which rule\n\n");
    text.append("Written from the reports of the compatibility kit by\n");
    text.append(
        "`./primacy tck-report --markdown`, never by hand; the build fails if it differs\n");
    text.append("from them. What each rule demands is in [spec.md](spec.md), what the rules are\n");
    text.append("known to catch in [mutants.md](mutants.md): ");
    text.append(reports.stream().mapToInt(KitReport::mutants).max().orElse(0));
    text.append(" mutants.\n\n");
    line(text, "", reports.stream().map(KitReport::provider).toList());
    line(text, "---", reports.stream().map(report -> "---").toList());
    line(text, "status", reports.stream().map(r -> r.status().toLowerCase(ROOT)).toList());
    line(text, "passed", counts("PASSED"));
    line(text, "not claimed", counts("NOT_CLAIMED"));
    line(text, "failed", counts("FAILED"));
    line(text, "promises", reports.stream().map(r -> words(r.capabilities())).toList());
    new TreeSet<>(reports.stream().flatMap(r -> r.about().keySet().stream()).toList())
        .forEach(
            what ->
                line(
                    text,
                    what,
                    reports.stream().map(r -> r.about().getOrDefault(what, "")).toList()));
    text.append("\n## Rules\n\n");
    line(text, "Rule", List.of("Title"), reports.stream().map(KitReport::provider).toList());
    line(text, "---", List.of("---"), reports.stream().map(report -> "---").toList());
    titles.forEach(
        (id, title) ->
            line(text, id, List.of(title), reports.stream().map(r -> verdict(r, id)).toList()));
    notClaimed(text);
    return text.toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode object = Json.object();
    object.put("passed", isPassed()).put("rules", titles.size());
    var list = object.putArray("backends");
    for (KitReport report : reports) {
      ObjectNode one = list.addObject();
      one.put("provider", report.provider()).put("status", report.status());
      ObjectNode verdicts = one.putObject("verdicts");
      titles.keySet().forEach(id -> verdicts.put(id, raw(report, id)));
    }
    return Json.line(object);
  }

  private Table rules(List<String> ids) {
    String[] headings = new String[reports.size() + 1];
    headings[0] = "rule";
    for (int i = 0; i < reports.size(); i++) {
      headings[i + 1] = reports.get(i).provider();
    }
    Table table = new Table(headings);
    for (String id : ids) {
      String[] cells = new String[headings.length];
      cells[0] = id;
      for (int i = 0; i < reports.size(); i++) {
        cells[i + 1] = verdict(reports.get(i), id);
      }
      table.row(cells);
    }
    return table;
  }

  private void notClaimed(StringBuilder text) {
    text.append("\n## Why a rule is not claimed\n");
    for (KitReport report : reports) {
      Map<String, String> reasons = new TreeMap<>();
      report
          .rules()
          .forEach(
              (id, rule) -> {
                if (rule.verdict().equals("NOT_CLAIMED")) {
                  reasons.merge(rule.detail(), id, (ids, another) -> ids + ", " + another);
                }
              });
      text.append("\n* ").append(report.provider()).append(": ");
      text.append(
          reasons.isEmpty()
              ? "claims all of them."
              : reasons.entrySet().stream()
                  .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
                  .collect(joining("; ", "", ".")));
      text.append('\n');
    }
  }

  private boolean passedByAll(String id) {
    return reports.stream().allMatch(report -> raw(report, id).equals("PASSED"));
  }

  private List<String> counts(String verdict) {
    return reports.stream().map(report -> Long.toString(report.count(verdict))).toList();
  }

  private static String words(List<String> capabilities) {
    return capabilities.stream()
        .map(capability -> capability.toLowerCase(ROOT).replace('_', '-'))
        .collect(joining(", "));
  }

  private static String raw(KitReport report, String id) {
    KitReport.Rule rule = report.rules().get(id);
    return rule == null ? NOT_RUN : rule.verdict();
  }

  private static String verdict(KitReport report, String id) {
    return switch (raw(report, id)) {
      case "PASSED" -> "yes";
      case "NOT_CLAIMED" -> "not claimed";
      case "FAILED" -> "FAILED";
      default -> "not run";
    };
  }

  @SafeVarargs
  private static void line(StringBuilder text, String first, List<String>... others) {
    text.append("| ").append(first);
    for (List<String> cells : others) {
      cells.forEach(cell -> text.append(" | ").append(cell.replace("|", "\\|")));
    }
    text.append(" |\n");
  }
}
