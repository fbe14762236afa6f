package io.primacy.bench.report;

import io.primacy.election.node.console.Table;
import picocli.CommandLine.Help.Ansi;

/** An outcome for a terminal. */
public final class OutcomeText {

  private static final int INDENT = 2;

  private final Outcome outcome;

  public OutcomeText(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Its tables, and what became of its goals. */
  public String render(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    text.append(ansi.string("@|bold " + outcome.title() + "|@")).append(System.lineSeparator());
    for (String quantity : outcome.quantities()) {
      String unit = outcome.figures(quantity).get(0).unit();
      Table table =
          new Table(quantity + ", " + unit, "median#", "10 %#", "90 %#", "runs#", "ratio#");
      for (Figure figure : outcome.figures(quantity)) {
        Summary summary = figure.summary();
        table.row(
            figure.peer(),
            Words.number(summary.median()),
            Words.number(summary.tenth()),
            Words.number(summary.ninetieth()),
            Integer.toString(summary.count()),
            outcome.ratio(figure).map(Words::number).orElse(""));
      }
      text.append(table.render(ansi, INDENT)).append(System.lineSeparator());
    }
    for (Goal.Result result : outcome.results()) {
      String mark = result.isReached() ? "@|green reached|@ " : "@|red missed|@  ";
      text.append(ansi.string(mark))
          .append(Table.wrapped(Words.sentence(result), 2 * INDENT))
          .append(System.lineSeparator());
    }
    return text.toString();
  }
}
