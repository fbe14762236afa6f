package io.primacy.bench.report;

import java.util.List;
import org.apache.commons.statistics.descriptive.Quantile;

/** The middle and the spread of some values; the machine is shared, so a mean would say little. */
public record Summary(int count, double median, double tenth, double ninetieth, double highest) {

  /** At least one value is needed. */
  public static Summary of(List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] quantiles = Quantile.withDefaults().evaluate(all, 0.5, 0.1, 0.9, 1);
    return new Summary(all.length, quantiles[0], quantiles[1], quantiles[2], quantiles[3]);
  }
}
