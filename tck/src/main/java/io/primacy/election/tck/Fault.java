package io.primacy.election.tck;

import java.time.Duration;

/** What a harness can do to its service. */
public enum Fault {

  /** {@link BackendHarness#deleteRecord}: an operator deletes a record with the service's tools. */
  DELETE_RECORD,

  /** {@link BackendHarness#stopService}: every server stops, and starts again with its data. */
  RESTART_SERVICE,

  /** {@link BackendHarness#stopOneServer}: one server stops; the others are still a quorum. */
  STOP_ONE_SERVER,

  /** {@link BackendHarness#freezeOneServer}: the same, and its connections stay open. */
  FREEZE_ONE_SERVER,

  /** {@link BackendHarness#compactLog}: servers put a snapshot in the place of their log. */
  COMPACT_LOG,

  /** {@link BackendHarness#refuseWrites}: records can be read and not written. */
  REFUSE_WRITES,

  /** {@link BackendHarness#cutOff}: one node's packets vanish, and nobody is told. */
  CUT_OFF_CLIENT,

  /** {@link BackendHarness#disturb}: what a node says vanishes; it hears what is said to it. */
  LOSE_REQUESTS,

  /** {@link BackendHarness#disturb}: what is said to a node vanishes; it is heard. */
  LOSE_ANSWERS,

  /**
   * {@link BackendHarness#disturb}: a node's connections are closed, and each new one again after
   * 50 to 300 ms.
   */
  RESET_CONNECTIONS,

  /**
   * {@link BackendHarness#disturb}: whatever a node says and hears is late by {@link #delay}, or
   * somewhat more.
   */
  DELAY,

  /** {@link BackendHarness#disturb}: whatever a node says and hears comes a byte at a time. */
  DRIP;

  private static final int DELAYS_IN_A_LEASE = 64;

  /** How late things are in each direction: there and back takes an eighth of a call's time. */
  public Duration delay(Duration lease) {
    return lease.dividedBy(DELAYS_IN_A_LEASE);
  }
}
