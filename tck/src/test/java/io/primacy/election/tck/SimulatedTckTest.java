package io.primacy.election.tck;

import io.primacy.election.spi.Environment;

/** The simulated store passes the whole kit, in real time. */
class SimulatedTckTest extends ElectionTck {

  @Override
  protected BackendHarness harness() {
    return new SimulatedHarness(Environment.system());
  }
}
