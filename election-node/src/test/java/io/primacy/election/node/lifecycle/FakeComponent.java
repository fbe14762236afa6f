package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A component that says what it is told, and does what the test wants. */
final class FakeComponent implements Component {

  /** What it does in a call. */
  interface Act {
    void run(Activation activation) throws Exception;
  }

  private final String name;
  private final List<String> log; // Synchronized by whoever made it.
  private volatile Act starts = activation -> {};
  private volatile Act stops = activation -> {};

  FakeComponent(String name, List<String> log) {
    this.name = name;
    this.log = log;
  }

  FakeComponent starts(Act act) {
    starts = act;
    return this;
  }

  FakeComponent stops(Act act) {
    stops = act;
    return this;
  }

  /** Waits for a latch, and does not give up when interrupted. */
  static Act deafUntil(CountDownLatch latch) {
    return activation -> {
      while (latch.getCount() > 0) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          // That is what it is to be deaf.
        }
      }
    };
  }

  /** Waits until it is interrupted. */
  static Act forEver() {
    return activation -> new CountDownLatch(1).await();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start(Activation activation) throws Exception {
    log.add("start " + name + " " + activation.token());
    starts.run(activation);
    log.add("started " + name + " " + activation.token());
  }

  @Override
  public void stop(Activation activation, EndReason reason) throws Exception {
    log.add("stop " + name + " " + activation.token() + " " + reason);
    stops.run(activation);
  }
}
