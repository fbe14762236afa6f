package io.primacy.bench.measure;

import io.primacy.bench.process.Participant;
import java.util.ArrayList;
import java.util.List;

/** Two participants of one election, and which of them leads. For one thread at a time. */
final class Pair<P extends Participant> implements AutoCloseable {

  /** Starts a participant by its name. */
  interface Starter<P> {
    P start(String node) throws Exception;
  }

  /** The name of the one that is started first. */
  static final String FIRST = "a";

  private static final List<String> NODES = List.of(FIRST, "b");

  private final Starter<P> starter;
  private final List<P> both = new ArrayList<>();

  /** Starts nothing yet. */
  Pair(Starter<P> starter) {
    this.starter = starter;
  }

  /** Starts them (anew), the first before the second; returns when both stand and one leads. */
  void start() throws Exception {
    close();
    both.clear();
    long start = System.nanoTime();
    for (String node : NODES) {
      both.add(starter.start(node));
      both.get(0).awaitBegin(start);
    }
    awaitStanding();
  }

  /** Starts one anew that was killed; returns when both stand. */
  void replace(P dead) throws Exception {
    dead.close();
    int place = both.indexOf(dead);
    both.set(place, starter.start(NODES.get(place)));
    awaitStanding();
  }

  private void awaitStanding() throws Exception {
    for (P one : both) {
      one.awaitStanding();
    }
  }

  /** Who began last. On a machine that is busy it may change without being asked to. */
  P leader() {
    return both.get(leading());
  }

  /** The other one. */
  P follower() {
    return both.get(1 - leading());
  }

  private int leading() {
    return both.get(0).begun() - both.get(1).begun() > 0 ? 0 : 1;
  }

  @Override
  public void close() {
    both.forEach(Participant::close);
  }
}
