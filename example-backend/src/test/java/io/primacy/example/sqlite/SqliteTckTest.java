package io.primacy.example.sqlite;

import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.ElectionTck;

final class SqliteTckTest extends ElectionTck {

  @Override
  protected BackendHarness harness() throws Exception {
    return new SqliteHarness();
  }
}
