package io.primacy.election.node.lab;

import io.primacy.election.node.lab.Moment.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The ledger read once more when all is over, against what the nodes said. Pure. */
public final class Audit {

  private Audit() {}

  public static List<Check> of(List<LedgerEntry> ledger, List<Moment> moments) {
    return List.of(
        tokensNeverFell(ledger),
        oneNodeForEachToken(ledger),
        counted(ledger),
        reportedAreThere(ledger, moments));
  }

  private static Check tokensNeverFell(List<LedgerEntry> ledger) {
    String claim = "tokens in the ledger never fall";
    long highest = 0;
    for (LedgerEntry entry : ledger) {
      if (entry.token() < highest) {
        return new Check(claim, false, entry.id() + " stands after token " + highest);
      }
      highest = entry.token();
    }
    return new Check(
        claim, !ledger.isEmpty(), ledger.size() + " entries, highest token " + highest);
  }

  private static Check oneNodeForEachToken(List<LedgerEntry> ledger) {
    String claim = "each token was one node's";
    Map<Long, String> nodes = new HashMap<>();
    for (LedgerEntry entry : ledger) {
      String other = nodes.putIfAbsent(entry.token(), entry.node());
      if (other != null && !other.equals(entry.node())) {
        return new Check(
            claim, false, "token " + entry.token() + ": " + other + " and " + entry.node());
      }
    }
    return new Check(claim, !ledger.isEmpty(), nodes.size() + " tokens");
  }

  /* Writers count their appends: a hole in a count is a lost append, a repetition a doubled one. */
  private static Check counted(List<LedgerEntry> ledger) {
    String claim = "no append was lost or doubled";
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < ledger.size(); i++) {
      LedgerEntry entry = ledger.get(i);
      String leadership = entry.node() + "-" + entry.token();
      String expected = leadership + "-" + counts.merge(leadership, 1, Integer::sum);
      if (entry.sequence() != i + 1 || !entry.id().equals(expected)) {
        String place = "entry " + entry.sequence() + " in place " + (i + 1);
        return new Check(claim, false, place + " is " + entry.id() + ", not " + expected);
      }
    }
    return new Check(claim, !ledger.isEmpty(), "every count is without a hole");
  }

  private static Check reportedAreThere(List<LedgerEntry> ledger, List<Moment> moments) {
    Set<String> missing = reported(moments);
    int reported = missing.size();
    ledger.forEach(entry -> missing.remove(entry.id()));
    return new Check(
        "what a node was told was accepted is there",
        reported > 0 && missing.isEmpty(),
        missing.isEmpty() ? reported + " appends" : "missing: " + new TreeSet<>(missing).first());
  }

  private static Set<String> reported(List<Moment> moments) {
    return moments.stream()
        .filter(Told.class::isInstance)
        .map(Told.class::cast)
        .filter(told -> told.event().equals("appended"))
        .map(told -> told.details().path("id").asText())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
