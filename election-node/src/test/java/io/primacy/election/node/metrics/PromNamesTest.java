package io.primacy.election.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That a wrong name is noticed, whatever it is the name of. */
class PromNamesTest {

  private final PromNames names =
      new PromNames(
          Exposition.of(
              """
              # TYPE primacy_leader gauge
              primacy_leader{election="ledger",node="n1"} 1.0
              # TYPE ended_total counter
              ended_total{election="ledger",reason="drained"} 2.0
              ended_total{election="ledger",reason="fenced"} 0.0
              """));

  @Test
  void rightNamesAreRight() {
    assertEquals(
        List.of(), alert("max by (election) (primacy_leader) == 0", "{{ $labels.election }}"));
    assertEquals(List.of(), alert("primacy_leader{node=\"n1\"} > 1 and primacy_leader", ""));
    assertEquals(
        List.of(),
        alert("sum by (reason) (increase(ended_total{reason=~\"drained|fenced\"}[5m])) > 0", ""));
    assertEquals(
        List.of(),
        names.problemsOfPanel(
            "rate(ended_total{election=~\"$election\"}[$__rate_interval])", "{{reason}}"));
  }

  @Test
  void aMetricThatIsMisspeltIsNoticedWhereverItStands() {
    assertEquals(List.of("no metric primacy_leadr"), alert("primacy_leadr == 0", ""));
    assertEquals(
        List.of("no metric primacy_leeder"),
        alert("primacy_leader == 1 unless on (election) primacy_leeder == 1", ""));
    assertEquals(
        List.of("no metric ended", "nothing has the label election"),
        alert("sum by (election) (increase(ended[10m])) > 0", ""));
  }

  @Test
  void aLabelOrAValueThatIsMisspeltIsNoticed() {
    assertEquals(
        List.of("primacy_leader has no label elction"),
        alert("primacy_leader{elction=\"ledger\"}", ""));
    assertEquals(
        List.of("ended_total has no reason fnced"),
        alert("ended_total{reason=~\"drained|fnced\"}", ""));
    assertEquals(
        List.of("ended_total has no reason lost"), alert("ended_total{reason!=\"lost\"}", ""));
    assertEquals(List.of("nothing has the label nod"), alert("max by (nod) (primacy_leader)", ""));
  }

  @Test
  void aTextThatShowsALabelThatIsNotThereIsNoticed() {
    assertEquals(
        List.of("no label node is left to be shown"),
        alert("max by (election) (primacy_leader)", "{{ $labels.node }}"));
    assertEquals(
        List.of("no label nod is left to be shown"),
        names.problemsOfPanel("primacy_leader", "{{nod}}"));
  }

  @Test
  void whatCanNotBeReadIsRefused() {
    for (String wrong :
        List.of("summ(primacy_leader)", "primacy_leader{node=n1}", "primacy_leader ! 1", "1 > 0")) {
      assertThrows(IllegalArgumentException.class, () -> alert(wrong, ""), wrong);
    }
  }

  private List<String> alert(String expression, String text) {
    return names.problemsOfAlert(expression, text);
  }
}
