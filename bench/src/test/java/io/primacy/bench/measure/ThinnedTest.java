package io.primacy.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.bench.report.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinnedTest {

  @Test
  void fewAreKeptAll() {
    assertEquals(List.of(1.0, 2.0, 3.0), Thinned.to(3, List.of(3.0, 1.0, 2.0)));
    assertEquals(List.of(), Thinned.to(3, List.of()));
  }

  @Test
  void manyAreThinnedEvenlyUpToTheHighest() {
    assertEquals(List.of(2.0, 4.0, 7.0), Thinned.to(3, List.of(7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0)));
  }

  @Test
  void theirQuantilesStay() {
    List<Double> all = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      all.add((double) i);
    }
    Collections.shuffle(all, new Random(8));
    Summary whole = Summary.of(all);
    Summary thin = Summary.of(Thinned.to(100, all));
    assertEquals(100, thin.count());
    assertEquals(whole.highest(), thin.highest());
    assertTrue(Math.abs(whole.median() - thin.median()) <= 100, "median " + thin.median());
    assertTrue(Math.abs(whole.tenth() - thin.tenth()) <= 100, "tenth " + thin.tenth());
    assertTrue(Math.abs(whole.ninetieth() - thin.ninetieth()) <= 100, "90 % " + thin.ninetieth());
  }
}
