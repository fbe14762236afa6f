package io.primacy.election.tck.sim;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.function.BooleanSupplier;

/** A connection: keeps the order in each direction, takes its time, and loses what it must. */
final class Wire {

  private final EventLoop loop;
  private final Line line;
  private final Gate stall;
  private final ArrayDeque<Runnable> outbound = new ArrayDeque<>(); // Guarded by this.
  private final ArrayDeque<Runnable> inbound = new ArrayDeque<>(); // Guarded by this.

  /** What holds requests back until it opens. */
  interface Gate {
    void pass(Runnable request);
  }

  /** How the line is just now. */
  interface Line {
    Duration latency();

    boolean losesRequests();

    boolean losesAnswers();
  }

  Wire(EventLoop loop, Line line, Gate stall) {
    this.loop = loop;
    this.line = line;
    this.stall = stall;
  }

  /** Sends a request to the store. */
  void out(Runnable request) {
    send(outbound, line::losesRequests, () -> stall.pass(request));
  }

  /** Sends an answer or a hint to the node. */
  void back(Runnable answer) {
    send(inbound, line::losesAnswers, answer);
  }

  /** Loses everything that is on its way. */
  synchronized void reset() {
    lose(outbound);
    lose(inbound);
  }

  Registration after(Duration delay, Runnable task) {
    return loop.schedule(delay, task);
  }

  private void send(ArrayDeque<Runnable> direction, BooleanSupplier lost, Runnable message) {
    synchronized (this) {
      direction.add(message);
    }
    loop.schedule(line.latency(), () -> arrive(direction, lost));
  }

  /* Timers may fire out of order; messages do not arrive so. */
  private void arrive(ArrayDeque<Runnable> direction, BooleanSupplier lost) {
    Runnable message;
    synchronized (this) {
      message = direction.remove();
    }
    if (!lost.getAsBoolean()) {
      message.run();
    }
  }

  /* Their timers still come for them. */
  private static void lose(ArrayDeque<Runnable> direction) {
    int count = direction.size();
    direction.clear();
    direction.addAll(Collections.nCopies(count, Wire::nothing));
  }

  private static void nothing() {}
}
