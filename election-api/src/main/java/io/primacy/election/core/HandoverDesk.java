package io.primacy.election.core;

import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where changes of leader are asked for, by this process or by a request in the record: one at a
 * time. Confined to the loop.
 */
final class HandoverDesk {

  /** What follows from a look. */
  record Result(Seat seat, Optional<Handover.Wish> begun) {}

  private Optional<Handover> pending = Optional.empty();
  private Optional<Answer> answer = Optional.empty();

  /** Takes it on, unless there is another. */
  boolean ask(Handover handover, Seat seat) {
    boolean free = pending.isEmpty() && requestIn(seat).isEmpty();
    if (free) {
      pending = Optional.of(handover);
    } else {
      handover.settle(HandoverOutcome.ANOTHER_HANDOVER);
    }
    return free;
  }

  /** Whether something is asked for, and not over. */
  boolean isBusy() {
    return pending.isPresent();
  }

  /** These nodes, and the one that should follow. */
  Set<String> alsoConcerned(Set<String> others) {
    Set<String> nodes = new HashSet<>(others);
    pending.flatMap(handover -> handover.wish().target()).ifPresent(nodes::add);
    return nodes;
  }

  void late() {
    pending.ifPresent(Handover::late);
  }

  void refuse(HandoverOutcome outcome) {
    pending.ifPresent(handover -> handover.settle(outcome));
    pending = Optional.empty();
  }

  /** Takes in what is asked in the record, and goes on with what is pending. */
  Result look(Seat seat, Rules rules) {
    Optional<Request> asked = requestIn(seat).filter(request -> !isAnswered(request));
    if (asked.isPresent() && seat.tenure() instanceof Seat.Tenure.Leading) {
      takeIn(asked.get(), rules);
    }
    Seat after = seat;
    Optional<Handover.Wish> begun = Optional.empty();
    if (pending.isPresent()) {
      Handover handover = pending.get();
      Handover.State state = handover.look(seat, rules);
      if (state == Handover.State.BEGIN) {
        after = seat.endWith(EndReason.HANDED_OVER, Optional.of(handover.wish().passing()));
        begun = Optional.of(handover.wish());
      } else if (state == Handover.State.SETTLED) {
        pending = Optional.empty();
      }
    }
    boolean news = answer.isPresent() && !answer.equals(after.answer());
    return new Result(news ? after.answering(answer.get()) : after, begun);
  }

  /** When to look again, if something is pending. */
  Optional<Long> lookAgainAt() {
    return pending.map(Handover::lookAgainAt);
  }

  private void takeIn(Request request, Rules rules) {
    boolean known =
        pending.filter(p -> p.wish().request().equals(Optional.of(request.id()))).isPresent();
    if (known) {
      return;
    }
    Handover handover =
        new Handover(
            Handover.Wish.of(request),
            rules.timing(),
            rules.now(),
            outcome -> answer = Optional.of(Answer.of(request.id(), outcome)));
    handover.inform(); // It came with the record.
    if (pending.isPresent()) {
      handover.settle(HandoverOutcome.ANOTHER_HANDOVER);
    } else {
      pending = Optional.of(handover);
    }
  }

  private boolean isAnswered(Request request) {
    return answer.filter(given -> given.id().equals(request.id())).isPresent();
  }

  private static Optional<Request> requestIn(Seat seat) {
    return seat.record().flatMap(election -> election.orders().request());
  }
}
