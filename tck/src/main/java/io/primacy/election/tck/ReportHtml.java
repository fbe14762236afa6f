package io.primacy.election.tck;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A report for people with a browser: one file that needs nothing else. */
final class ReportHtml {

  private static final String STYLE =
      """
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em;
        color: #1c2430; background: #fff; }
      h1 { margin-bottom: 0; } h2 { margin-top: 2em; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .35em .6em;
        border-bottom: 1px solid #dde3ea; }
      th { font-weight: 600; color: #5a6675; }
      .why { color: #5a6675; font-style: italic; }
      .verdict { white-space: nowrap; font-weight: 600; }
      .passed { color: #146c2e; } .failed { color: #b3261e; }
      .not_claimed, .not_run, .partial { color: #8a5a00; }
      .status { font-size: 1.25em; font-weight: 700; }
      pre { white-space: pre-wrap; background: #f5f7fa; padding: .6em; overflow-x: auto; }
      """;

  private final TckReport report;
  private final Map<String, KitDocuments.RuleText> texts = KitDocuments.rules();
  private final Map<String, Integer> catches = new HashMap<>();
  private final StringBuilder html = new StringBuilder();

  private ReportHtml(TckReport report) {
    this.report = report;
  }

  static String of(TckReport report) {
    ReportHtml page = new ReportHtml(report);
    page.head();
    page.rules();
    page.mutants();
    return page.html.append("</body></html>\n").toString();
  }

  private void head() {
    String name = escape(report.provider().name());
    String status = report.status().name();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>")
        .append(name)
        .append(": ")
        .append(status)
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(name)
        .append("</h1>\n<p class=\"status ")
        .append(status.toLowerCase(Locale.ROOT))
        .append("\">")
        .append(escape(report.summary()))
        .append("</p>\n<table>\n");
    String promises =
        report.provider().capabilities().stream().sorted().map(Enum::name).collect(joining(", "));
    row("promises", promises);
    new TreeMap<>(report.about()).forEach(this::row);
    html.append("</table>\n");
  }

  private void row(String what, String value) {
    html.append("<tr><th>")
        .append(escape(what))
        .append("</th><td>")
        .append(escape(value))
        .append("</td></tr>\n");
  }

  private void rules() {
    KitDocuments.mutants()
        .forEach(mutant -> mutant.killedBy().forEach(rule -> catches.merge(rule, 1, Integer::sum)));
    String chapter = "";
    List<RuleResult> open = new ArrayList<>();
    for (RuleResult result : report.results()) {
      if (!result.chapter().equals(chapter)) {
        table(chapter, open);
        open.clear();
        chapter = result.chapter();
      }
      open.add(result);
    }
    table(chapter, open);
  }

  private void table(String chapter, List<RuleResult> results) {
    if (results.isEmpty()) {
      return;
    }
    html.append("<h2>").append(escape(chapter)).append("</h2>\n<table>\n<tr><th>Rule</th>");
    html.append("<th>Demand</th><th>Verdict</th><th>ms</th><th>Mutants</th></tr>\n");
    results.forEach(this::rule);
    html.append("</table>\n");
  }

  private void rule(RuleResult result) {
    KitDocuments.RuleText text =
        texts.getOrDefault(result.id(), new KitDocuments.RuleText(result.title(), ""));
    html.append("<tr><td>").append(result.id()).append("</td><td>");
    html.append(escape(text.demand().replace("`", "")));
    html.append(" <span class=\"why\">").append(escape(text.reason().replaceAll("[*`]", "")));
    html.append("</span>");
    if (!result.detail().isEmpty()) {
      html.append("<pre>").append(escape(result.detail())).append("</pre>");
    }
    String verdict = result.verdict().name();
    html.append("</td><td class=\"verdict ").append(verdict.toLowerCase(Locale.ROOT)).append("\">");
    html.append(verdict.replace('_', ' ')).append("</td><td>").append(result.millis());
    html.append("</td><td>").append(catches.getOrDefault(result.id(), 0)).append("</td></tr>\n");
  }

  private void mutants() {
    List<KitDocuments.KilledMutant> mutants = KitDocuments.mutants();
    html.append("<h2>What the kit is known to catch</h2>\n<p>")
        .append(mutants.size())
        .append(" mutants, each killed in the build of the kit by these rules and no others.</p>\n")
        .append("<table>\n<tr><th>Mutant</th><th>Killed by</th></tr>\n");
    mutants.forEach(mutant -> row(mutant.name(), String.join(", ", mutant.killedBy())));
    html.append("</table>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
