package io.primacy.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names, tokens, candidacies, views, reasons. */
class ValuesTest {

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void aNameIsSafeAsAPathAndAKey() {
    for (String name : List.of("a", "7", "Ledger-1.eu_west", "a".repeat(120))) {
      assertTrue(Names.isValid(name), name);
      assertEquals(name, Names.requireValid("node", name));
    }
    for (String name :
        List.of("", ".", "..", "-a", "_a", "a/b", "a b", "é", "a\n", "a".repeat(121), "%61", "-")) {
      assertFalse(Names.isValid(name), name);
    }
    assertEquals(
        "'a/b' can not name a node: write 1 to 120 ASCII letters, digits, '.', '_' or"
            + " '-', beginning with a letter or digit.",
        refusal(() -> Names.requireValid("node", "a/b")));
  }

  @Test
  void tokensArePositiveAndOrdered() {
    assertEquals("7", new FencingToken(7).toString());
    assertTrue(new FencingToken(Long.MAX_VALUE).compareTo(new FencingToken(1)) > 0);
    assertEquals(0, new FencingToken(3).compareTo(new FencingToken(3)));
    for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
      assertEquals(
          "A fencing token is positive, not " + wrong, refusal(() -> new FencingToken(wrong)));
    }
  }

  @Test
  void aPlainCandidateMayLeadWithPriorityZero() {
    assertEquals(new Candidacy(0, true, Map.of()), Candidacy.plain());
    assertEquals(
        new Candidacy(5, false, Map.of("zone", "a")),
        Candidacy.plain().withPriority(5).withEligible(false).withAttributes(Map.of("zone", "a")));
  }

  @Test
  void prioritiesHaveBounds() {
    assertEquals(-1000, Candidacy.plain().withPriority(-1000).priority());
    assertEquals(1000, Candidacy.plain().withPriority(1000).priority());
    assertEquals(
        "Priority 1001: write a number from -1000 to 1000.",
        refusal(() -> Candidacy.plain().withPriority(1001)));
    assertEquals(
        "Priority -1001: write a number from -1000 to 1000.",
        refusal(() -> Candidacy.plain().withPriority(-1001)));
  }

  @Test
  void attributesHaveBounds() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 16; i++) {
      many.put("k" + i, "v".repeat(200));
    }
    assertEquals(16, Candidacy.plain().withAttributes(many).attributes().size());
    many.put("k16", "v");
    assertEquals(
        "17 attributes: give at most 16.", refusal(() -> Candidacy.plain().withAttributes(many)));
    assertEquals(
        "Attribute 'zone' has 201 characters: write at most 200.",
        refusal(() -> Candidacy.plain().withAttributes(Map.of("zone", "v".repeat(201)))));
    assertEquals(
        "'a b' can not name an attribute: write " + Names.FORM + ".",
        refusal(() -> Candidacy.plain().withAttributes(Map.of("a b", "v"))));
  }

  @Test
  void anAttributeIsTextThatCanBeStored() {
    assertEquals(
        "Attribute 'zone' has half a character at 1: write whole characters.",
        refusal(() -> Candidacy.plain().withAttributes(Map.of("zone", "a\ud83d"))));
    Map<String, String> whole = Map.of("zone", "a\ud83d\ude00\n%=");
    assertEquals(whole, Candidacy.plain().withAttributes(whole).attributes());
  }

  @Test
  void aCandidacyDoesNotChangeWithWhatItWasMadeFrom() {
    Map<String, String> given = new HashMap<>(Map.of("zone", "a"));
    Candidacy candidacy = Candidacy.plain().withAttributes(given);
    given.put("zone", "b");
    assertEquals(Map.of("zone", "a"), candidacy.attributes());
    assertThrows(
        UnsupportedOperationException.class, () -> candidacy.attributes().put("zone", "c"));
  }

  @Test
  void aViewDoesNotChangeWithWhatItWasMadeFrom() {
    Map<String, String> attributes = new HashMap<>(Map.of("zone", "a"));
    List<ElectionView.Candidate> candidates = new ArrayList<>();
    candidates.add(new ElectionView.Candidate("n1", 1, 0, true, 1, attributes));
    List<ElectionView.Transition> transitions = new ArrayList<>();
    ElectionView view =
        new ElectionView(
            "ledger",
            true,
            1,
            Optional.empty(),
            false,
            Optional.empty(),
            candidates,
            Directives.NONE,
            Optional.empty(),
            transitions,
            List.of(),
            0);
    attributes.clear();
    candidates.clear();
    transitions.add(
        new ElectionView.Transition(
            new FencingToken(1),
            Optional.of("n1"),
            Optional.empty(),
            "claim",
            Optional.empty(),
            OptionalLong.empty(),
            0));
    assertEquals(Map.of("zone", "a"), view.candidates().get(0).attributes());
    assertEquals(List.of(), view.transitions());
    assertThrows(UnsupportedOperationException.class, () -> view.candidates().clear());
    assertThrows(
        UnsupportedOperationException.class, () -> view.candidates().get(0).attributes().clear());
  }

  @Test
  void whatWasAskedForIsOrderlyWhatHappenedIsNot() {
    Set<EndReason> orderly = EnumSet.noneOf(EndReason.class);
    for (EndReason reason : EndReason.values()) {
      if (reason.isOrderly()) {
        orderly.add(reason);
      }
    }
    assertEquals(
        EnumSet.of(
            EndReason.WITHDRAWN,
            EndReason.HANDED_OVER,
            EndReason.CLOSED,
            EndReason.NOT_ELIGIBLE,
            EndReason.DRAINED,
            EndReason.CONTENDER_FAILED),
        orderly);
  }
}
