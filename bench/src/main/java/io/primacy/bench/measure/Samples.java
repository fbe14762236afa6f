package io.primacy.bench.measure;

import io.primacy.bench.report.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects values by peer and quantity, in the order in which the first of each came. */
final class Samples {

  private record Key(String quantity, String unit, String peer) {}

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  void add(String peer, String quantity, String unit, double value) {
    values.computeIfAbsent(new Key(quantity, unit, peer), k -> new ArrayList<>()).add(value);
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    values.forEach((key, all) -> figures.add(new Figure(key.peer, key.quantity, key.unit, all)));
    return figures;
  }
}
