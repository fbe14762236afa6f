package io.primacy.election.node.run;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;

/** Leads without doing anything. */
final class Idle implements Contender {

  @Override
  public void granted(Leadership leadership) {}

  @Override
  public void revoked(Leadership leadership, EndReason reason) {}
}
