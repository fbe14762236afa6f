package io.primacy.election.node.lab;

import io.primacy.election.Leadership;
import java.io.IOException;

/** Stands beside a writer of the ledger, and may write down what it believes and does. */
interface Witness {

  /** Writes nothing down. */
  Witness SILENT = new Witness() {};

  /** Something that can be done with a ledger. */
  interface Append {
    Ledger.Outcome now() throws IOException;
  }

  default boolean isHeld(Leadership leadership) {
    return leadership.isHeld();
  }

  default Ledger.Outcome append(Leadership leadership, Append append) throws IOException {
    return append.now();
  }
}
