package io.primacy.election.core;

import io.primacy.election.Timing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A handover that was asked for: waits until the target is seen to renew its session, then until
 * the record names it. Confined to the loop.
 */
final class Handover {

  /** What is to be done. */
  enum State {
    WAIT,
    BEGIN,
    UNDER_WAY,
    SETTLED
  }

  private final String target;
  private final Timing timing;
  private long until;
  private final long lookEvery;
  private final CompletableFuture<Boolean> outcome;
  private final Executor callbacks;
  private long epoch;
  private boolean informed;
  private boolean begun;
  private long lookAgainAt;

  Handover(
      String target,
      Timing timing,
      long now,
      CompletableFuture<Boolean> outcome,
      Executor callbacks) {
    this.target = target;
    this.timing = timing;
    // A living target renews well within a lease.
    this.until = now + timing.lease().toNanos();
    this.lookEvery = timing.renewEvery().toNanos() / 4;
    this.outcome = outcome;
    this.callbacks = callbacks;
  }

  String target() {
    return target;
  }

  long lookAgainAt() {
    return lookAgainAt;
  }

  /** The record was read after the handover was asked for. */
  void inform() {
    informed = true;
  }

  void refuse() {
    settle(false);
  }

  State look(Seat seat, Rules rules, long now, Function<String, Peer> peers) {
    lookAgainAt = now + lookEvery;
    if (begun) {
      return now - until < 0 ? outcomeOf(seat) : settle(false);
    }
    Optional<CandidateEntry> entry = seat.record().flatMap(election -> election.candidate(target));
    boolean leads =
        seat.tenure() instanceof Seat.Tenure.Leading
            && rules.me().filter(me -> !me.node().equals(target)).isPresent();
    boolean eligible = entry.filter(CandidateEntry::eligible).isPresent();
    if (!leads || now - until >= 0 || (informed && !eligible)) {
      return settle(false);
    }
    if (!eligible || !peers.apply(target).isAlive(entry.orElseThrow().incarnation(), now)) {
      return State.WAIT;
    }
    begun = true;
    until = now + timing.drainLimit().plus(timing.lease()).toNanos();
    epoch = seat.spent();
    return State.BEGIN;
  }

  private State outcomeOf(Seat seat) {
    boolean movedOn =
        !seat.holdsTenure()
            && seat.record().filter(election -> election.epoch() == epoch).isEmpty();
    boolean released =
        !seat.holdsTenure() && seat.record().filter(e -> e.holder().isEmpty()).isPresent();
    if (!movedOn && !released) {
      return State.UNDER_WAY;
    }
    return settle(
        seat.record()
            .flatMap(ElectionRecord::holder)
            .filter(holder -> holder.node().equals(target))
            .isPresent());
  }

  private State settle(boolean handedOver) {
    callbacks.execute(() -> outcome.complete(handedOver));
    return State.SETTLED;
  }
}
