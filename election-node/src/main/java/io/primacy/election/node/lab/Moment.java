package io.primacy.election.node.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/** Something that happened in the demo, and when: from its start, on its one clock. */
public sealed interface Moment {

  Duration at();

  /** The ledger accepted; the time is when the demo read it there. */
  record Accepted(Duration at, LedgerEntry entry) implements Moment {}

  /** The ledger refused; the time is when the demo read it there. */
  record Refused(Duration at, LedgerEntry entry) implements Moment {}

  /** A node said so; the time is when the demo heard it. */
  record Told(Duration at, String node, String event, JsonNode details) implements Moment {}

  /** The demo did something to a process, or saw it end. */
  record Deed(Duration at, String process, Kind kind, String detail) implements Moment {}

  /**
   * The operator gives a command; the time is when it is given.
   *
   * @param about which node
   * @param verb the command without what belongs to it
   */
  record Ordered(Duration at, String about, String verb, String command) implements Moment {}

  /** What became of it; the time is when it had ended. */
  record Answered(Duration at, Ordered order, int exitCode, String said) implements Moment {}

  /** What can be done to a process. */
  enum Kind {
    STARTED,
    KILLED,
    FROZEN,
    THAWED,
    CUT_OFF,
    CONNECTED,
    ASKED_TO_CLOSE,
    EXITED;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
