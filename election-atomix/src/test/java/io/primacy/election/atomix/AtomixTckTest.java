package io.primacy.election.atomix;

import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.ElectionTck;

final class AtomixTckTest extends ElectionTck {

  @Override
  protected BackendHarness harness() throws Exception {
    return new ClientsHarness();
  }
}
