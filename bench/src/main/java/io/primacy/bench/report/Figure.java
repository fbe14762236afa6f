package io.primacy.bench.report;

import java.util.List;

/**
 * All values of one quantity of one peer.
 *
 * @param quantity what was measured; peers are compared within one quantity
 * @param unit of each value
 */
public record Figure(String peer, String quantity, String unit, List<Double> values) {

  public Figure {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("No value of " + quantity + " of " + peer);
    }
    values = List.copyOf(values);
  }

  /** What is told of it. */
  public Summary summary() {
    return Summary.of(values);
  }
}
