package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Timing;
import io.primacy.election.core.ElectionRecord.Holder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A change of leader that was asked for: waits until who should follow is seen to renew its
 * session, then until the record says that it leads. Confined to the loop.
 */
final class Handover {

  /**
   * What was asked.
   *
   * @param target who should lead next; empty: whoever is best
   * @param coolDownNanos how long this node should not lead again; 0 if it may
   * @param leaves whether it should stand no more
   * @param request the stored request, if it came as one
   */
  record Wish(
      Optional<String> target,
      long coolDownNanos,
      boolean leaves,
      Optional<Actor> by,
      Optional<String> request) {

    static Wish to(String target) {
      return new Wish(Optional.of(target), 0, false, Optional.empty(), Optional.empty());
    }

    static Wish of(Request asked) {
      return new Wish(
          asked.target(),
          java.util.concurrent.TimeUnit.MILLISECONDS.toNanos(asked.coolDownMillis()),
          asked.want() == Request.Want.WITHDRAW,
          Optional.of(asked.by()),
          Optional.of(asked.id()));
    }

    Passing passing() {
      String word = target.isPresent() ? Cause.HANDOVER : Cause.WITHDRAW;
      return new Passing(target, word, by, request, false);
    }
  }

  /** What is to be done. */
  enum State {
    WAIT,
    BEGIN,
    UNDER_WAY,
    SETTLED
  }

  private final Wish wish;
  private final Timing timing;
  private final long lookEvery;
  private final Consumer<HandoverOutcome> told;
  private final long askedAt;
  private long until;
  private long epoch;
  private boolean informed;
  private boolean led;
  private boolean stood;
  private boolean begun;
  private boolean named;
  private boolean late;
  private long lookAgainAt;

  Handover(Wish wish, Timing timing, long now, Consumer<HandoverOutcome> told) {
    this.wish = wish;
    this.timing = timing;
    this.askedAt = now;
    // A living target renews well within a lease.
    this.until = now + timing.lease().toNanos();
    this.lookEvery = timing.renewEvery().toNanos() / 4;
    this.told = told;
  }

  Wish wish() {
    return wish;
  }

  long lookAgainAt() {
    return lookAgainAt;
  }

  /** The record was read after the handover was asked for. */
  void inform() {
    informed = true;
  }

  /** What led had not finished within the drain limit. */
  void late() {
    late = true;
  }

  /** It is over. */
  State settle(HandoverOutcome outcome) {
    told.accept(outcome);
    return State.SETTLED;
  }

  State look(Seat seat, Rules rules) {
    lookAgainAt = rules.now() + lookEvery;
    if (begun) {
      return outcomeOf(seat, rules);
    }
    boolean leads = seat.tenure() instanceof Seat.Tenure.Leading && rules.me().isPresent();
    if (!leads || seat.record().isEmpty()) {
      return settle(led ? HandoverOutcome.OVERTAKEN : HandoverOutcome.NOT_LEADER);
    }
    led = true;
    ElectionRecord election = seat.record().get();
    Optional<HandoverOutcome> refusal =
        wish.target().isPresent()
            ? refusal(wish.target().get(), election, rules)
            : somebodyIsAlive(election, rules)
                ? Optional.empty()
                : Optional.of(HandoverOutcome.NOBODY_ELSE);
    boolean paused = !pausedNodes(rules, seat, election).isEmpty();
    if (paused) {
      return settle(HandoverOutcome.PAUSED);
    }
    if (refusal.isPresent()) {
      return canWait(refusal.get()) && rules.now() - until < 0 ? State.WAIT : settle(refusal.get());
    }
    begun = true;
    until = rules.now() + timing.drainLimit().plus(timing.lease().multipliedBy(2)).toNanos();
    epoch = seat.spent();
    return State.BEGIN;
  }

  private Optional<HandoverOutcome> refusal(String target, ElectionRecord election, Rules rules) {
    if (rules.me().filter(me -> me.node().equals(target)).isPresent()) {
      return Optional.of(HandoverOutcome.ALREADY_LEADER);
    }
    Optional<CandidateEntry> entry = election.candidate(target);
    if (entry.isEmpty()) {
      return Optional.of(stood ? HandoverOutcome.TARGET_NOT_ALIVE : HandoverOutcome.TARGET_UNKNOWN);
    }
    stood = true;
    if (!election.mayLead(entry.get())) {
      return Optional.of(HandoverOutcome.TARGET_NOT_ELIGIBLE);
    }
    return isAlive(entry.get(), rules)
        ? Optional.empty()
        : Optional.of(HandoverOutcome.TARGET_NOT_ALIVE);
  }

  /* What is true only of a record that may be out of date, or of a session just begun. */
  private boolean canWait(HandoverOutcome refusal) {
    return switch (refusal) {
      case TARGET_UNKNOWN, TARGET_NOT_ELIGIBLE -> !informed;
      case TARGET_NOT_ALIVE, NOBODY_ELSE -> true;
      default -> false;
    };
  }

  private boolean somebodyIsAlive(ElectionRecord election, Rules rules) {
    String self = rules.me().orElseThrow().node();
    return election.candidates().stream()
        .anyMatch(
            entry ->
                !entry.node().equals(self) && election.mayLead(entry) && isAlive(entry, rules));
  }

  /* Nothing is given up for one that has not renewed its session since this was asked. */
  private boolean isAlive(CandidateEntry entry, Rules rules) {
    Peer peer = rules.peers().apply(entry.node());
    return peer.isAlive(entry.incarnation(), rules.now()) && peer.lastSign() - askedAt >= 0;
  }

  private Set<String> pausedNodes(Rules rules, Seat seat, ElectionRecord election) {
    Set<String> nodes = new HashSet<>(Set.of(rules.me().orElseThrow().node()));
    wish.target().ifPresent(nodes::add);
    nodes.removeIf(node -> rules.pauseEnds(seat, election, Set.of(node)).isEmpty());
    return nodes;
  }

  /* Who claims says so before it knows whether it leads; who was named says so when it does. */
  private static boolean wasPassed(ElectionRecord election) {
    return election.transitions().stream()
        .reduce((earlier, later) -> later)
        .filter(last -> !last.cause().word().equals(Cause.CLAIM))
        .isPresent();
  }

  private State outcomeOf(Seat seat, Rules rules) {
    boolean waiting = rules.now() - until < 0;
    Optional<ElectionRecord> record = seat.record();
    boolean own = seat.holdsTenure() || record.filter(e -> e.epoch() == epoch).isPresent();
    Optional<Holder> next = record.flatMap(ElectionRecord::holder);
    if (own && (seat.holdsTenure() || next.isPresent())) {
      return waiting ? State.UNDER_WAY : settle(HandoverOutcome.OVERTAKEN);
    }
    boolean meant =
        next.filter(holder -> wish.target().map(holder.node()::equals).orElse(true)).isPresent();
    boolean passed = meant && wasPassed(record.orElseThrow());
    boolean confirmed = meant && next.orElseThrow().confirmed();
    if (passed && confirmed) {
      return settle(late ? HandoverOutcome.DRAIN_TOO_LONG : HandoverOutcome.HANDED_OVER);
    }
    named |= passed;
    if (!meant || confirmed) {
      return settle(named ? HandoverOutcome.TARGET_DID_NOT_CONFIRM : HandoverOutcome.OVERTAKEN);
    }
    return waiting ? State.UNDER_WAY : settle(HandoverOutcome.TARGET_DID_NOT_CONFIRM);
  }
}
