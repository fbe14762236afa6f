package io.primacy.election.raft;

import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.ElectionTck;

final class RaftVotersTckTest extends ElectionTck {

  @Override
  protected BackendHarness harness() throws Exception {
    return new VotersHarness();
  }
}
