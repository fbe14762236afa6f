package io.primacy.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * The medians of one quantity as bars, each with a line from a tenth to nine tenths of its values,
 * as SVG that is readable on a light and on a dark page.
 */
final class Chart {

  private static final int WIDTH = 640;
  private static final int LEFT = 190;
  private static final int RIGHT = 90;
  private static final int TOP = 40;
  private static final int ROW = 30;
  private static final int BAR = 18;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
      role="img" aria-label="%3$s">
      <style>
      text { font: 13px sans-serif; fill: #777 } .title { font-weight: bold }
      .ours { fill: #2a78d6 } .theirs { fill: #999 } line { stroke: #d66a2a; stroke-width: 2 }
      </style>
      """;

  private final Outcome outcome;
  private final String quantity;
  private final StringBuilder svg = new StringBuilder();

  private Chart(Outcome outcome, String quantity) {
    this.outcome = outcome;
    this.quantity = quantity;
  }

  /** One for each quantity that at least two peers have. */
  static List<Chart> of(Outcome outcome) {
    return outcome.quantities().stream()
        .filter(quantity -> outcome.figures(quantity).size() > 1)
        .map(quantity -> new Chart(outcome, quantity))
        .toList();
  }

  String title() {
    return outcome.title() + ": " + quantity;
  }

  String file() {
    String words = quantity.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return outcome.name() + "-" + words + ".svg";
  }

  String svg() {
    List<Figure> figures = outcome.figures(quantity);
    double widest =
        figures.stream().mapToDouble(figure -> figure.summary().ninetieth()).max().orElseThrow();
    double scale = widest > 0 ? (WIDTH - LEFT - RIGHT) / widest : 0;
    String unit = figures.get(0).unit();
    add(HEAD, WIDTH, TOP + ROW * figures.size() + 10, text(title()));
    add("<text class=\"title\" x=\"10\" y=\"22\">%s, %s</text>%n", text(title()), text(unit));
    for (int i = 0; i < figures.size(); i++) {
      row(figures.get(i), TOP + ROW * i, scale);
    }
    return svg.append("</svg>\n").toString();
  }

  private void row(Figure figure, int y, double scale) {
    Summary summary = figure.summary();
    int middle = y + BAR / 2;
    double end = LEFT + Math.max(summary.median(), summary.ninetieth()) * scale;
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
        LEFT - 8, middle + 5, text(figure.peer()));
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
        figure.peer().equals(outcome.baseline()) ? "theirs" : "ours",
        LEFT,
        y,
        summary.median() * scale,
        BAR);
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
        LEFT + summary.tenth() * scale, middle, LEFT + summary.ninetieth() * scale, middle);
    add(
        "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
        end + 8, middle + 5, Words.number(summary.median()));
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments).replace("\r\n", "\n"));
  }

  private static String text(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
