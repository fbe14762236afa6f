package io.primacy.election.spi;

/** What a backend may promise beyond the rules that bind all of them. */
public enum Capability {

  /** An acknowledged write survives the loss of power of every server at once. */
  SURVIVES_POWER_LOSS,

  /** Acknowledged writes survive the end of every process of the service. */
  SURVIVES_FULL_RESTART,

  /** Versions keep rising when an operator deletes a record with the service's own tools. */
  SURVIVES_OPERATOR_DELETION,

  /** A process that is no voter of the service can use it in full. */
  REMOTE_CLIENTS
}
