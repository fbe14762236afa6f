package io.primacy.election.node.lab;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;

/** A contender whose calls are written to a history. */
final class RecordedContender implements Contender {

  private final Contender contender;
  private final Recorder recorder;

  RecordedContender(Contender contender, Recorder recorder) {
    this.contender = contender;
    this.recorder = recorder;
  }

  @Override
  public void granted(Leadership leadership) throws Exception {
    long token = leadership.token().value();
    recorder.add(Kind.GRANTED, token, leadership.remaining().toNanos());
    contender.granted(leadership);
    recorder.add(Kind.GRANTED_RETURNED, token, "");
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    long token = leadership.token().value();
    var unused = recorder.isHeld(leadership);
    recorder.add(Kind.REVOKED, token, reason.name());
    contender.revoked(leadership, reason);
    recorder.add(Kind.REVOKED_RETURNED, token, reason.name());
  }
}
