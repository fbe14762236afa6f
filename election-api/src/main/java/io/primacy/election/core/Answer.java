package io.primacy.election.core;

import io.primacy.election.HandoverOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a request, as stored. That it is done counts once the next leader has confirmed.
 *
 * @param others values of a later version, kept as they are
 */
record Answer(
    String id, Optional<HandoverOutcome> outcome, String word, Map<String, String> others) {

  Answer {
    others = Map.copyOf(others);
  }

  /** Of a later version there may be outcomes that this one does not know: a word only. */
  static Answer read(String id, String word, Map<String, String> others) {
    Optional<HandoverOutcome> known =
        java.util.Arrays.stream(HandoverOutcome.values())
            .filter(outcome -> outcome.name().equals(word))
            .findFirst();
    return new Answer(id, known, word, others);
  }

  static Answer of(String id, HandoverOutcome outcome) {
    return new Answer(id, Optional.of(outcome), outcome.name(), Map.of());
  }

  boolean isDone() {
    return outcome.filter(HandoverOutcome::isDone).isPresent();
  }
}
