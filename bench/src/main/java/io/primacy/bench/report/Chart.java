package io.primacy.bench.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** The medians of one quantity as bars, drawn by XChart. */
final class Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;

  private final Outcome outcome;
  private final String quantity;

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
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title())
            .yAxisTitle("median, " + figures.get(0).unit())
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.addSeries(
        "median",
        figures.stream().map(Figure::peer).toList(),
        figures.stream().map(figure -> figure.summary().median()).toList());
    VectorGraphics2D canvas = new VectorGraphics2D();
    chart.paint(canvas, WIDTH, HEIGHT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Processors.get("svg")
          .getDocument(canvas.getCommands(), new PageSize(WIDTH, HEIGHT))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
