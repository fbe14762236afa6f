package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.NotLeadingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** A leadership that counts the actions it refuses. */
record CountedLeadership(Leadership leadership, Counter before, Counter during)
    implements Leadership {

  @Override
  public String election() {
    return leadership.election();
  }

  @Override
  public FencingToken token() {
    return leadership.token();
  }

  @Override
  public boolean isHeld() {
    return leadership.isHeld();
  }

  @Override
  public Duration remaining() {
    return leadership.remaining();
  }

  @Override
  public <T> T whileHeld(Callable<T> action) throws Exception {
    try {
      return leadership.whileHeld(action);
    } catch (NotLeadingException e) {
      (e.actionRan() ? during : before).increment();
      throw e;
    }
  }

  @Override
  public CompletionStage<EndReason> ending() {
    return leadership.ending();
  }

  @Override
  public CompletionStage<EndReason> ended() {
    return leadership.ended();
  }
}
