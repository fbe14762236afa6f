package io.primacy.election.node.health.database;

/** What a database server is, as seen from this node. */
public enum DatabaseRole {
  /** It would begin a transaction that writes. That its disk has room is not known by that. */
  PRIMARY,
  /** It answers and does not write: it follows another, or was set to read only. */
  STANDBY,
  /** It did not answer, or not in time, or refused this user. */
  UNREACHABLE
}
