package io.primacy.election.spi;

import java.security.SecureRandom;
import java.util.concurrent.Executor;

/** The machine as it is. */
enum SystemEnvironment implements Environment {
  INSTANCE;

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final TimeSource TIME =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }
      };

  @Override
  public TimeSource time() {
    return TIME;
  }

  @Override
  public EventLoop newLoop(String name) {
    return new ThreadLoop(name);
  }

  @Override
  public Executor newCallbacks(String name) {
    return new CallbackThreads(name, TIME);
  }

  @Override
  public long nonce() {
    return RANDOM.nextLong();
  }
}
