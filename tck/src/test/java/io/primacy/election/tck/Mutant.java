package io.primacy.election.tck;

import io.primacy.election.tck.sim.VirtualTime;
import java.util.function.Function;

/**
 * Something wrong that the kit must notice. {@code docs/mutants.md} says by which rules.
 *
 * @param name what is wrong with it
 * @param harness makes it, in a world of its own
 */
record Mutant(String name, Function<VirtualTime, BackendHarness> harness) {

  @Override
  public String toString() {
    return name;
  }
}
