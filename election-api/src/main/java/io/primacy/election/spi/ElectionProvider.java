package io.primacy.election.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A coordination service that elections can be held on, found by {@link java.util.ServiceLoader}.
 *
 * <p>Creating a provider is cheap and has no effect; everything that can fail happens in {@link
 * #open}. Selection compares {@link #name} for equality and consults nothing else.
 */
public interface ElectionProvider {

  /** The name a configuration selects this provider by: lower case, for example {@code raft}. */
  String name();

  /**
   * The settings understood below {@code election.<name>.}; a key that is not among them is refused
   * before {@link #open} is called.
   */
  List<Setting<?>> settings();

  /**
   * What to lay over a node's own settings, by name, when a process beside the node only looks: it
   * must not come as the voter that the node is. Empty where every process is a client anyway.
   */
  default Map<String, String> visitorSettings() {
    return Map.of();
  }

  /** What this provider promises beyond the rules that bind every backend. */
  Set<Capability> capabilities();

  /**
   * Opens a backend. Returns without waiting for the service to answer: a service that is away for
   * now is no error here, its calls end {@link WriteOutcome.Unknown} until it is back.
   *
   * <p>Called on the thread that opens the elections, never on the loop.
   *
   * @throws BackendException when the backend can not work as configured, however long one waits
   */
  ElectionBackend open(BackendContext context);
}
