package io.primacy.election.node.lab;

import io.primacy.election.node.run.NodeEvent;

/** What the writer of a ledger tells. */
sealed interface LedgerEvent extends NodeEvent {

  /** The ledger accepted. */
  record Appended(long token, long sequence, String id) implements LedgerEvent {
    @Override
    public String kind() {
      return "appended";
    }

    @Override
    public String sentence() {
      return "appended " + id + " as entry " + sequence + " with token " + token;
    }
  }

  /** The ledger refused. */
  record Refused(long token, long highest, String id) implements LedgerEvent {
    @Override
    public String kind() {
      return "refused";
    }

    @Override
    public String sentence() {
      return "was refused " + id + ": token " + token + " is below " + highest;
    }
  }

  /** The ledger could not be written. */
  record Broken(String message) implements LedgerEvent {
    @Override
    public String kind() {
      return "broken";
    }

    @Override
    public String sentence() {
      return "can not write the ledger: " + message;
    }
  }
}
