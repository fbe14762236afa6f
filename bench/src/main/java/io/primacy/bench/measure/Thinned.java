package io.primacy.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** A few of many values, with the same quantiles. */
final class Thinned {

  private Thinned() {}

  /** So many of them at most, in their order and evenly spaced by rank; the highest is kept. */
  static List<Double> to(int most, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.size() <= most) {
      return sorted;
    }
    List<Double> kept = new ArrayList<>();
    for (long i = 1; i <= most; i++) {
      kept.add(sorted.get((int) (i * sorted.size() / most) - 1));
    }
    return kept;
  }
}
