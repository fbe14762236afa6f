package io.primacy.election.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.node.lab.Audit;
import io.primacy.election.node.lab.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {

  private final Scene scene = new Scene().leads("n1", 1, 1000).leads("n2", 2, 4000);

  @Test
  void aLedgerInOrderHolds() {
    assertEquals(List.of(), failed(scene.ledger()));
  }

  @Test
  void anEmptyLedgerProvesNothing() {
    assertEquals(4, failed(List.of()).size());
  }

  @Test
  void aTokenThatFallsIsFound() {
    scene.append("n1", 1, 11, 5000);
    assertEquals(
        List.of("tokens in the ledger never fall: n1-1-11 stands after token 2"),
        failed(scene.ledger()));
  }

  @Test
  void aTokenOfTwoNodesIsFound() {
    scene.append("n1", 2, 1, 5000);
    assertEquals(List.of("each token was one node's: token 2: n2 and n1"), failed(scene.ledger()));
  }

  @Test
  void aLostAppendIsFound() {
    List<LedgerEntry> ledger = new ArrayList<>(scene.ledger());
    ledger.remove(4);
    assertEquals(
        List.of(
            "no append was lost or doubled: entry 6 in place 5 is n1-1-6, not n1-1-5",
            "what a node was told was accepted is there: missing: n1-1-5"),
        failed(ledger));
  }

  @Test
  void aDoubledAppendIsFound() {
    scene.append("n2", 2, 10, 5000);
    assertEquals(
        List.of("no append was lost or doubled: entry 21 in place 21 is n2-2-10, not n2-2-11"),
        failed(scene.ledger()));
  }

  private List<String> failed(List<LedgerEntry> ledger) {
    return Audit.of(ledger, scene.moments()).stream()
        .filter(check -> !check.held())
        .map(check -> check.claim() + ": " + check.found())
        .toList();
  }
}
