package io.primacy.bench.measure;

import java.util.List;

/** All there are. */
public final class Measurements {

  private Measurements() {}

  /** In the order in which they run. */
  public static List<Measurement> all() {
    return List.of(
        new HandoverGap(),
        new CrashFailover(),
        new DoubleBelief(),
        AmongVoters.onAtomix(),
        AmongVoters.onRaft(),
        new ConditionalWrites(),
        new ManyElections(),
        new FailoverOfMany(),
        new ManyNodes(),
        new CostOfCalls(),
        new FencedTransactions());
  }

  /** What they are called, in the same order. */
  public static List<String> names() {
    return all().stream().map(Measurement::name).toList();
  }

  /** One of them. */
  public static Measurement named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
