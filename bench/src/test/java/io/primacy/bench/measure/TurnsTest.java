package io.primacy.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void everybodyIsFirstAndLastAsOften() {
    List<String> all = List.of("a", "b", "c");
    List<String> first = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      List<String> order = Turns.inRound(round, all);
      assertEquals(List.of("a", "b", "c"), order.stream().sorted().toList());
      first.add(order.get(0));
      last.add(order.get(2));
    }
    assertEquals(List.of("a", "a", "b", "b", "c", "c"), first.stream().sorted().toList());
    assertEquals(List.of("a", "a", "b", "b", "c", "c"), last.stream().sorted().toList());
  }
}
