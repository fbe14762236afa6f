package io.primacy.election.node.run;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;

/** A contender that tells what befalls it before it acts. */
record Telling(Contender contender, EventSink events) implements Contender {

  @Override
  public void granted(Leadership leadership) throws Exception {
    events.accept(new NodeEvent.Leads(leadership.election(), leadership.token().value()));
    contender.granted(leadership);
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    events.accept(NodeEvent.Ended.of(leadership.election(), leadership.token().value(), reason));
    contender.revoked(leadership, reason);
  }
}
