package io.primacy.election.node.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.health.HealthView;

/** What the checks of a node found; there may be others after its configuration was read again. */
final class HealthMeters {

  private final HealthView health;
  private final MultiGauge healthy;

  HealthMeters(HealthView health, MeterRegistry registry) {
    this.health = health;
    this.healthy =
        MultiGauge.builder("primacy.health.check.healthy")
            .description("Whether a check lets this node lead: 1 or 0.")
            .register(registry);
  }

  /** Looks at the checks there are now. */
  void look() {
    healthy.register(
        health.checks().stream().map(HealthMeters::row).toList(), true /* over the last look */);
  }

  private static MultiGauge.Row<Number> row(CheckView check) {
    return MultiGauge.Row.of(Tags.of("check", check.name()), check.healthy() ? 1 : 0);
  }
}
