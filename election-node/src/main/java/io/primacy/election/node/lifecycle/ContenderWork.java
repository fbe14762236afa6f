package io.primacy.election.node.lifecycle;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;

/** A contender of the application's own, called as the election calls it: without other limits. */
record ContenderWork(Contender contender) implements Work {

  @Override
  public String start(Activation activation, Reports reports) throws Exception {
    contender.granted(activation.leadership());
    return "the contender returned";
  }

  @Override
  public void stop(Activation activation, EndReason reason, Reports reports) throws Exception {
    contender.revoked(activation.leadership(), reason);
  }
}
