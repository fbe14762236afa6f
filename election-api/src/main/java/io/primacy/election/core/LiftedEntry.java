package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import java.util.Map;
import java.util.Optional;

/**
 * A directive that somebody lifted, as stored.
 *
 * @param node whom it concerned; empty: the whole election
 * @param by who lifted it, and why
 * @param others values of a later version, kept as they are
 */
record LiftedEntry(
    Directive.Kind kind,
    Optional<String> node,
    Actor by,
    long wallMillis,
    Map<String, String> others) {

  LiftedEntry {
    others = Map.copyOf(others);
  }
}
