package io.primacy.election.core;

import io.primacy.election.Directive;
import java.util.Map;

/**
 * A directive, as stored.
 *
 * @param others values of a later version, kept as they are
 */
record Order(Directive directive, Map<String, String> others) {

  Order {
    others = Map.copyOf(others);
  }

  Order(Directive directive) {
    this(directive, Map.of());
  }
}
