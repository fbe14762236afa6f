package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import io.primacy.election.node.run.NodeSight;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How the session stands, and how close its renewals came to the end of the lease. */
record SessionMeters(NodeSight node) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("primacy.session.open", () -> isOpen(node.session()) ? 1 : 0)
        .description("Whether the session of this node is open and has time left: 1 or 0.")
        .register(registry);
    Gauge.builder("primacy.session.incarnation", () -> node.session().incarnation())
        .description("Rises by one or more each time the node began a new session.")
        .register(registry);
    Duration lease = node.elections().config().timing().lease();
    seconds(registry, "primacy.session.lease", "The lease, as configured.", view -> lease);
    seconds(
        registry,
        "primacy.session.remaining",
        "How long the session lasts without a further renewal.",
        SessionView::remaining);
    seconds(
        registry,
        "primacy.session.least.headroom",
        "What was left of the lease when a renewal was confirmed: the least of the last "
            + Renewals.REMEMBERED
            + " or more.",
        view -> view.renewals().leastHeadroom());
    seconds(
        registry,
        "primacy.session.last.renewal",
        "How long the last renewal took, from sending it to knowing that it is stored.",
        view -> view.renewals().last());
    FunctionTimer.builder(
            "primacy.session.renewal",
            node,
            asked -> asked.session().renewals().count(),
            asked -> asked.session().renewals().total().toNanos(),
            TimeUnit.NANOSECONDS)
        .description("Renewals that were confirmed, since the session was opened.")
        .register(registry);
  }

  private void seconds(
      MeterRegistry registry, String name, String what, Function<SessionView, Duration> value) {
    Gauge.builder(name, () -> value.apply(node.session()).toNanos() / 1e9)
        .baseUnit("seconds")
        .description(what)
        .register(registry);
  }

  private static boolean isOpen(SessionView session) {
    return session.state() == SessionView.State.OPEN && !session.remaining().isZero();
  }
}
