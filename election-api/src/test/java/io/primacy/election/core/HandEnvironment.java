package io.primacy.election.core;

import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.TimeSource;
import java.util.concurrent.Executor;

/** A world in which nothing moves unless a test says so. */
record HandEnvironment(HandLoop loop, Executor callbacks) implements Environment {

  @Override
  public TimeSource time() {
    return loop;
  }

  @Override
  public EventLoop newLoop(String name) {
    return loop;
  }

  @Override
  public Executor newCallbacks(String name) {
    return callbacks;
  }

  @Override
  public long nonce() {
    return 5;
  }
}
