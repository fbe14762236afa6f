package io.primacy.election.core;

import io.primacy.election.Actor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a leader changed, for the history that people read.
 *
 * @param word claim, release, transfer, handover, withdraw, drain, failback
 * @param by who asked for it, if anybody did
 * @param gapMillis from the last sign of the leader before to this write, as its writer measured
 * @param wallMillis when, on the writer's wall clock
 */
record Cause(String word, Optional<Actor> by, OptionalLong gapMillis, long wallMillis) {

  static final String CLAIM = "claim";
  static final String RELEASE = "release";
  static final String TRANSFER = "transfer";
  static final String HANDOVER = "handover";
  static final String WITHDRAW = "withdraw";
  static final String DRAIN = "drain";
  static final String FAILBACK = "failback";

  static Cause of(String word, long wallMillis) {
    return new Cause(word, Optional.empty(), OptionalLong.empty(), wallMillis);
  }
}
