package io.primacy.election.zookeeper;

import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.ElectionTck;

final class ZookeeperTckTest extends ElectionTck {

  @Override
  protected BackendHarness harness() throws Exception {
    return new ZookeeperHarness();
  }
}
