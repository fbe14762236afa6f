package io.primacy.election;

/** Why a leadership ended. */
public enum EndReason {

  /** This node withdrew its candidacy. */
  WITHDRAWN,

  /** It was handed over to another node. */
  HANDED_OVER,

  /** The election, or all elections of this process, were closed. */
  CLOSED,

  /** This node said that it is not eligible. */
  NOT_ELIGIBLE,

  /** An operator drained this node. */
  DRAINED,

  /** The contender threw while it was told of its leadership. */
  CONTENDER_FAILED,

  /** The lease ran out before a renewal was confirmed: store away, process or machine stopped. */
  LEASE_EXPIRED,

  /** Another process closed this node's session, or runs as the same node. */
  FENCED,

  /** The record names another leadership. */
  SUPERSEDED,

  /** The record of the election vanished from the store. */
  RECORD_LOST;

  /** Whether the leader could finish its work first: it was asked, not overtaken. */
  public boolean isOrderly() {
    return switch (this) {
      case WITHDRAWN, HANDED_OVER, CLOSED, NOT_ELIGIBLE, DRAINED, CONTENDER_FAILED -> true;
      case LEASE_EXPIRED, FENCED, SUPERSEDED, RECORD_LOST -> false;
    };
  }
}
