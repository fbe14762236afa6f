package io.primacy.election.node.config;

import static java.util.Objects.requireNonNull;

/**
 * Where a process answers balancers, probes and Prometheus.
 *
 * @param bind the address or name of this machine to listen at; {@code 0.0.0.0} is all of them
 * @param port 1 to 65535
 */
public record HttpConfig(String bind, int port) {

  public HttpConfig {
    requireNonNull(bind, "bind");
  }

  /** As messages write it. */
  public String address() {
    return (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + port;
  }
}
