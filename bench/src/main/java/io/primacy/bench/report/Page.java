package io.primacy.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/** Outcomes as Markdown. */
public final class Page {

  private final List<Outcome> outcomes;

  public Page(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** All figures, goals and charts. */
  public String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# What was measured\n\nWritten by `./primacy bench`. Only ratios say something: ")
        .append("all figures of one table come from one run on one machine, its parts in turns.\n");
    for (Outcome outcome : outcomes) {
      page.append("\n## ").append(outcome.title()).append("\n\n");
      page.append(outcome.about()).append("\n\n");
      page.append(setting(outcome.setting())).append("\n");
      for (String quantity : outcome.quantities()) {
        page.append("\n").append(table(outcome, quantity));
      }
      if (!outcome.results().isEmpty()) {
        page.append("\n| Goal | At most | Measured | |\n|---|---:|---:|---|\n");
        outcome.results().forEach(result -> page.append(row(result)));
      }
      for (Chart chart : Chart.of(outcome)) {
        page.append("\n![").append(chart.title()).append("](").append(chart.file()).append(")\n");
      }
    }
    return page.toString();
  }

  /** The short table of the README: what each goal asks, and what came out. */
  public String summary() {
    StringBuilder table =
        new StringBuilder("| | Goal, at most | Measured | |\n|---|---:|---:|---|\n");
    outcomes.forEach(outcome -> outcome.results().forEach(result -> table.append(row(result))));
    return table.toString();
  }

  private static String row(Goal.Result result) {
    Goal goal = result.goal();
    return "| "
        + goal.peer()
        + ": "
        + goal.quantity()
        + goal.yardstick().map(other -> ", against " + other).orElse("")
        + (goal.everyRun() ? ", highest of all runs" : "")
        + " | "
        + Words.number(goal.atMost())
        + " | "
        + Words.number(result.measured())
        + " | "
        + (result.isReached() ? "reached" : "**missed**")
        + " |\n";
  }

  private static String table(Outcome outcome, String quantity) {
    List<Figure> figures = outcome.figures(quantity);
    StringBuilder table = new StringBuilder();
    table
        .append("| ")
        .append(quantity)
        .append(", ")
        .append(figures.get(0).unit())
        .append(" | Median | 10 % | 90 % | Highest | Runs | Ratio |\n")
        .append("|---|---:|---:|---:|---:|---:|---:|\n");
    for (Figure figure : figures) {
      Summary summary = figure.summary();
      table.append(
          List.of(
                  figure.peer(),
                  Words.number(summary.median()),
                  Words.number(summary.tenth()),
                  Words.number(summary.ninetieth()),
                  Words.number(summary.highest()),
                  Integer.toString(summary.count()),
                  outcome.ratio(figure).map(Words::number).orElse(""))
              .stream()
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return table.toString();
  }

  private static String setting(Setting setting) {
    return "Measured on "
        + setting.date()
        + (setting.quick() ? " in a quick run, no more than a first look" : "")
        + ": "
        + setting.processors()
        + " cores, "
        + setting.processor()
        + ", "
        + setting.system()
        + ", "
        + setting.java()
        + ", load before "
        + Words.number(setting.loadBefore())
        + "; "
        + setting.versions().entrySet().stream()
            .map(library -> library.getKey() + " " + library.getValue())
            .collect(Collectors.joining(", "))
        + ".";
  }
}
