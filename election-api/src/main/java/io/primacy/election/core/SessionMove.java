package io.primacy.election.core;

import io.primacy.election.core.SessionRules.OpenSession;

/** What to do next about this node's own session. */
sealed interface SessionMove {

  /** Nothing before that time, unless something changes. */
  record Rest(long until) implements SessionMove {}

  /** Read the slot. */
  record Look() implements SessionMove {}

  /** Make a slot where there is none, to learn a version that is above all before it. */
  record Make() implements SessionMove {}

  /** Write the slot open under a new incarnation, if it is still at that version. */
  record Open(long expectedVersion, OpenSession session) implements SessionMove {}

  /** Renew it. */
  record Renew(long expectedVersion) implements SessionMove {}

  /** Write it closed, after everything else is done. */
  record Close(long expectedVersion) implements SessionMove {}

  /** The lease ran out: nothing is believed any more, and nothing renewed. */
  record Expire() implements SessionMove {}

  /** Another process keeps this node's session alive. */
  record Refuse(long incarnation) implements SessionMove {}

  /** Closed, as far as this process can see to it. */
  record Done() implements SessionMove {}
}
