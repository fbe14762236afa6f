package io.primacy.election.node.run;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a store whether it answers, and if not, why. */
public final class Question {

  private Question() {}

  /**
   * Opens the store of a configuration for one question.
   *
   * @return why it does not answer; empty when it does
   */
  public static Optional<String> whySilent(ElectionsConfig config) throws InterruptedException {
    try (ElectionBackend backend = open(config)) {
      return whySilent(backend, config);
    }
  }

  static ElectionBackend open(ElectionsConfig config) {
    return config
        .provider()
        .open(
            new BackendContext(
                config.namespace(),
                config.node(),
                config.settings(),
                config.timing().callTimeout(),
                config.timing().lease(),
                Environment.system()));
  }

  static Optional<String> whySilent(ElectionBackend backend, ElectionsConfig config)
      throws InterruptedException {
    // A backend keeps the timeout by itself; this is for one that does not.
    Duration limit = config.timing().callTimeout().multipliedBy(2);
    try {
      var unused =
          backend
              .read(new RecordKey("sessions", config.node()))
              .toCompletableFuture()
              .get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(String.valueOf(cause.getMessage()));
    } catch (TimeoutException e) {
      return Optional.of("The store's client did not end a call within its limit.");
    }
  }
}
