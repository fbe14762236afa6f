package io.primacy.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is measured when: in each round all of them, and the order changes, so that none profits. */
final class Turns {

  private Turns() {}

  /** The order in one round. */
  static <T> List<T> inRound(int round, List<T> all) {
    List<T> order = new ArrayList<>(all);
    Collections.rotate(order, -(round / 2 % Math.max(1, all.size())));
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }
}
