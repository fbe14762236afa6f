package io.primacy.election.core;

import io.primacy.election.Directive;
import io.primacy.election.Directives;
import io.primacy.election.Failback;
import io.primacy.election.HandoverOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What operators have asked of an election, as stored.
 *
 * @param list what is laid down
 * @param request what the leader is asked, while it is open
 * @param answers the last few, oldest first
 * @param lifted the directives that were lifted last, oldest first
 * @param failbacks when leadership moved by itself, on wall clocks in milliseconds, oldest first
 */
record Orders(
    List<Order> list,
    List<LiftedEntry> lifted,
    Optional<Request> request,
    List<Answer> answers,
    List<Long> failbacks) {

  /** How many answers are kept: whoever asked reads his within a moment. */
  static final int ANSWERS = 4;

  /** How many liftings are kept. */
  static final int LIFTED = 5;

  static final Orders NONE =
      new Orders(List.of(), List.of(), Optional.empty(), List.of(), List.of());

  Orders {
    list = List.copyOf(list);
    lifted = List.copyOf(lifted);
    answers = List.copyOf(answers);
    failbacks = List.copyOf(failbacks);
  }

  Directives directives() {
    return new Directives(list.stream().map(Order::directive).toList());
  }

  /** With the directives changed; those that stay keep what a later version said of them. */
  Orders change(UnaryOperator<Directives> change) {
    List<Order> changed = new ArrayList<>();
    for (Directive directive : change.apply(directives()).all()) {
      changed.add(
          list.stream()
              .filter(order -> order.directive().equals(directive))
              .findFirst()
              .orElseGet(() -> new Order(directive)));
    }
    return new Orders(changed, lifted, request, answers, failbacks);
  }

  /** Without a directive, and with a note of who lifted it; the same if it is not there. */
  Orders lifting(LiftedEntry note) {
    Orders without = change(present -> present.without(note.kind(), note.node()));
    if (without.equals(this)) {
      return this;
    }
    List<LiftedEntry> changed = new ArrayList<>(lifted);
    changed.add(note);
    return without.noting(last(changed, LIFTED));
  }

  /** With other notes of what was lifted. */
  Orders noting(List<LiftedEntry> notes) {
    return new Orders(list, notes, request, answers, failbacks);
  }

  Orders asking(Request asked) {
    return new Orders(list, lifted, Optional.of(asked), answers, failbacks);
  }

  /** Without an open request, if there is one, which is answered. */
  Orders answering(HandoverOutcome outcome) {
    return request.map(asked -> answered(Answer.of(asked.id(), outcome))).orElse(this);
  }

  Optional<Answer> answerTo(String id) {
    return answers.stream().filter(answer -> answer.id().equals(id)).findFirst();
  }

  /** The last answer is not true any more: who was named did not begin. */
  Orders disappointed() {
    if (answers.isEmpty() || !answers.get(answers.size() - 1).isDone()) {
      return this;
    }
    Answer last = answers.get(answers.size() - 1);
    Answer corrected = Answer.of(last.id(), HandoverOutcome.TARGET_DID_NOT_CONFIRM);
    List<Answer> changed = new ArrayList<>(answers);
    changed.set(changed.size() - 1, corrected);
    return new Orders(list, lifted, request, changed, failbacks);
  }

  Orders movedBack(long wallMillis) {
    List<Long> changed = new ArrayList<>(failbacks);
    changed.add(wallMillis);
    return new Orders(list, lifted, request, answers, last(changed, Failback.MOST_MOVES));
  }

  private Orders answered(Answer answer) {
    List<Answer> changed = new ArrayList<>(answers);
    changed.add(answer);
    return new Orders(list, lifted, Optional.empty(), last(changed, ANSWERS), failbacks);
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
