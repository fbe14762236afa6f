package io.primacy.election.core;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.Environment;

/** One node: its session and its elections. */
public final class Node {
  private Node() {}

  @SuppressWarnings("DoNotCallSuggester") // Only until the core is in.
  public static Elections open(ElectionsConfig config, Environment environment) {
    throw new UnsupportedOperationException("The core follows in the next change");
  }
}
