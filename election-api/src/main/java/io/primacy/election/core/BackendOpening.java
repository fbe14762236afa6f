package io.primacy.election.core;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;

/** Opens the backend that a configuration names. */
final class BackendOpening {

  private BackendOpening() {}

  /* A library looks for its parts, and starts its threads, by the context class loader: it gets
  the one its provider came from. */
  static ElectionBackend open(ElectionsConfig config, Environment environment) {
    BackendContext context =
        new BackendContext(
            config.namespace(),
            config.node(),
            config.settings(),
            config.timing().callTimeout(),
            config.timing().lease(),
            environment);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(config.provider().getClass().getClassLoader());
    try {
      return config.provider().open(context);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
