package io.primacy.election.node.metrics;

/** A node, for consoles that speak JMX. Lengths of time in milliseconds. */
public interface NodeMXBean {

  /** Its name. */
  String getNode();

  /** Its namespace. */
  String getNamespace();

  /** The coordination service. */
  String getProvider();

  /** The state of its session. */
  String getSessionState();

  /** Which session. */
  long getIncarnation();

  /** How long the session lasts without a further renewal. */
  long getSessionRemainingMillis();

  /** Renewals since it was opened. */
  long getRenewals();

  /** How long the last one took. */
  long getLastRenewalMillis();

  /** See {@link io.primacy.election.Renewals#leastHeadroom}. */
  long getLeastHeadroomMillis();
}
