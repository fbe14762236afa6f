package io.primacy.election.spi;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Names;
import java.time.Duration;

/**
 * What a backend is opened with.
 *
 * @param namespace keeps the records of one installation apart from all others in the same store
 * @param node the node this process runs as
 * @param settings the values below {@code election.<provider>.}, already checked and typed
 * @param callTimeout the bound on every single call, and on close
 * @param lease how long a session lasts without renewal; backends size their failure detection by
 *     it
 * @param environment the clock and the timers to use
 */
public record BackendContext(
    String namespace,
    String node,
    Settings settings,
    Duration callTimeout,
    Duration lease,
    Environment environment) {

  public BackendContext {
    Names.requireValid("namespace", requireNonNull(namespace, "namespace"));
    Names.requireValid("node", requireNonNull(node, "node"));
    requireNonNull(settings, "settings");
    requireNonNull(callTimeout, "callTimeout");
    requireNonNull(lease, "lease");
    requireNonNull(environment, "environment");
  }
}
