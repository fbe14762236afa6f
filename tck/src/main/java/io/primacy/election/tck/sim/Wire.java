package io.primacy.election.tck.sim;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A connection: keeps the order in each direction, takes its time, and loses what it must. */
final class Wire {

  private final EventLoop loop;
  private final Supplier<Duration> latency;
  private final BooleanSupplier broken;
  private final Gate stall;
  private final ArrayDeque<Runnable> outbound = new ArrayDeque<>(); // Guarded by this.
  private final ArrayDeque<Runnable> inbound = new ArrayDeque<>(); // Guarded by this.

  /** What holds requests back until it opens. */
  interface Gate {
    void pass(Runnable request);
  }

  Wire(EventLoop loop, Supplier<Duration> latency, BooleanSupplier broken, Gate stall) {
    this.loop = loop;
    this.latency = latency;
    this.broken = broken;
    this.stall = stall;
  }

  /** Sends a request to the store. */
  void out(Runnable request) {
    send(outbound, () -> stall.pass(request));
  }

  /** Sends an answer or a hint to the node. */
  void back(Runnable answer) {
    send(inbound, answer);
  }

  Registration after(Duration delay, Runnable task) {
    return loop.schedule(delay, task);
  }

  private void send(ArrayDeque<Runnable> direction, Runnable message) {
    synchronized (this) {
      direction.add(message);
    }
    loop.schedule(latency.get(), () -> arrive(direction));
  }

  /* Timers may fire out of order; messages do not arrive so. */
  private void arrive(ArrayDeque<Runnable> direction) {
    Runnable message;
    synchronized (this) {
      message = direction.remove();
    }
    if (!broken.getAsBoolean()) {
      message.run();
    }
  }
}
