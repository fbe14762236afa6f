package io.primacy.election.tck;

import io.primacy.election.tck.sim.VirtualTime;

/** The simulated store passes the whole kit in virtual time too. */
class VirtualTckTest extends ElectionTck {

  private static final long SEED = 1;

  @Override
  protected BackendHarness harness() {
    return new SimulatedHarness(VirtualTime.seeded(SEED));
  }
}
