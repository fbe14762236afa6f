package io.primacy.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LiveHeapTest {

  /** To a hundredth, which is less than a collector's own count is off by. */
  @Test
  void countsWhatCanBeReached() throws Exception {
    LiveHeap.bytes(); // What the count itself makes is there from now on.
    int count = 2_000;
    long before = LiveHeap.bytes();
    byte[][] kept = new byte[count][];
    for (int i = 0; i < count; i++) {
      kept[i] = new byte[1_000]; // With its header, and rounded up, 1,016.
    }
    for (int i = 0; i < 100_000; i++) {
      kept[i % count][0] += (byte) new byte[100].length;
    }

    double each = (LiveHeap.bytes() - before) / (double) count;

    assertEquals(1_016 + 4, each, 10);
    assertEquals(count, kept.length);
  }
}
