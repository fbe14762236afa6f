package io.primacy.election.node.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void aSentenceThatIsLongIsContinuedBelow() {
    String first =
        "n1 leads ledger because nobody did and it was next in line, 5 s ago, and nobody";
    String second = "overrules a leader that renews its session in time, whatever its rank is.";
    assertEquals(first + "\n  " + second, Table.wrapped(first + " " + second, 2));
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertEquals("x".repeat(80), Table.wrapped("x".repeat(80), 2));
    assertEquals("x".repeat(80) + "\n  x", Table.wrapped("x".repeat(81), 2));
  }
}
