package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Transition;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Counts what the record of one election says of changes of leader, from the first view on. */
final class RecordedChanges implements ElectionObserver {

  /* From the start, so that a rise from nothing is a rise. Another version may know more. */
  private static final List<String> CAUSES =
      List.of("claim", "release", "transfer", "handover", "withdraw", "drain", "failback");

  private final MeterRegistry registry;
  private final String election;
  private final LongSupplier nanos;
  private final Counter leaderless;

  private List<Transition> known = List.of(); // Confined to the observer's calls.
  private boolean begun; // Likewise.
  private volatile OptionalLong nobodySince =
      OptionalLong.empty(); // Written by those, read by anyone.

  RecordedChanges(MeterRegistry registry, String election, LongSupplier nanos) {
    this.registry = registry;
    this.election = election;
    this.nanos = nanos;
    this.leaderless =
        Counter.builder("primacy.leaderless")
            .baseUnit("seconds")
            .description("For how long nobody led, summed up when somebody led again.")
            .tag("election", election)
            .register(registry);
    CAUSES.forEach(this::counter);
    Gauge.builder("primacy.leader.absence", this::absence)
        .baseUnit("seconds")
        .description(
            "For how long this node has seen the record name nobody; 0 while it names one.")
        .tag("election", election)
        .register(registry);
  }

  @Override
  public void changed(ElectionView view) {
    if (view.leader().isPresent()) {
      nobodySince = OptionalLong.empty();
    } else if (nobodySince.isEmpty()) {
      nobodySince = OptionalLong.of(nanos.getAsLong());
    }
    List<Transition> listed = view.transitions();
    if (begun) {
      listed.stream().filter(this::isNew).forEach(this::count);
    }
    begun = true;
    known = listed;
  }

  /* The record keeps the last few; one that fell out and is gone was counted before. */
  private boolean isNew(Transition transition) {
    return !known.contains(transition);
  }

  private void count(Transition transition) {
    counter(transition.cause()).increment();
    transition.gapMillis().ifPresent(gap -> leaderless.increment(gap / 1e3));
  }

  private Counter counter(String cause) {
    return Counter.builder("primacy.transitions")
        .description("Changes of leader in the record, by how they came about.")
        .tags("election", election, "cause", cause)
        .register(registry);
  }

  private double absence() {
    OptionalLong since = nobodySince;
    return since.isPresent() ? (nanos.getAsLong() - since.getAsLong()) / 1e9 : 0;
  }
}
