package io.primacy.election.tck;

/** What a harness can do to its service. */
public enum Fault {

  /** {@link BackendHarness#deleteRecord}: an operator deletes a record with the service's tools. */
  DELETE_RECORD,

  /** {@link BackendHarness#stopService}: every server stops, and starts again with its data. */
  RESTART_SERVICE,

  /** {@link BackendHarness#stopOneServer}: one server stops; the others are still a quorum. */
  STOP_ONE_SERVER,

  /** {@link BackendHarness#cutOff}: one node's packets vanish, and nobody is told. */
  CUT_OFF_CLIENT
}
