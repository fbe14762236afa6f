package io.primacy.election.tck;

import io.primacy.election.tck.sim.VirtualTime;

/** The kit, run on the mutant of the moment. Not a test of its own. */
final class MutantTck extends ElectionTck {

  private static final long SEED = 7;

  /** Set by {@link MutantRun} around each run. */
  static Mutant current;

  @Override
  protected BackendHarness harness() {
    return current.harness().apply(VirtualTime.seeded(SEED));
  }
}
