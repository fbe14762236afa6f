package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.spi.RecordKey;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request to whoever leads, from being written until it is answered or taken back. Confined to
 * the loop.
 *
 * <p>That it is done is believed when the next leader has confirmed. A request that is not answered
 * in time is taken back, so that nothing comes of it later.
 */
final class Inquiry implements SharedRecord.Listener<ElectionRecord> {

  private final RecordKey key;
  private final Request request;
  private final Footing footing;
  private final Consumer<HandoverOutcome> told;
  private final Consumer<ElectionException> failed;
  private final SharedRecord<ElectionRecord> record;
  private final Timer limit;
  private boolean over;
  private boolean takenBack;
  private boolean named;

  Inquiry(
      RecordKey key,
      Request request,
      Footing footing,
      Consumer<HandoverOutcome> told,
      Consumer<ElectionException> failed) {
    this.told = told;
    this.failed = failed;
    this.key = key;
    this.request = request;
    this.footing = footing;
    this.record = new SharedRecord<>(key, SharedRecord.ELECTION, footing, false, this);
    this.limit = footing.timer(this::timeIsUp);
  }

  /** Begins. */
  void start() {
    amend(
        this::asked,
        election -> {
          if (over) {
            return;
          }
          if (isOpenOrAnswered(election)) {
            waitForAnswer();
          } else {
            end(HandoverOutcome.NOT_LEADER);
          }
        });
  }

  private void amend(
      Function<ElectionRecord, Optional<ElectionRecord>> change,
      Consumer<Optional<ElectionRecord>> then) {
    new Amendment<>(
            key,
            SharedRecord.ELECTION,
            footing,
            Amendment.ofPresent(change),
            found -> then.accept(found.content()),
            this::fail)
        .read();
  }

  private Optional<ElectionRecord> asked(ElectionRecord election) {
    boolean written = isOpenOrAnswered(Optional.of(election));
    if (written || election.holder().isEmpty()) {
      return Optional.empty();
    }
    if (election.orders().request().isPresent()) {
      end(HandoverOutcome.ANOTHER_HANDOVER);
      return Optional.empty();
    }
    return Optional.of(election.with(election.orders().asking(request)));
  }

  private boolean isOpenOrAnswered(Optional<ElectionRecord> election) {
    return election
        .map(ElectionRecord::orders)
        .filter(orders -> isOpen(orders) || orders.answerTo(request.id()).isPresent())
        .isPresent();
  }

  private boolean isOpen(Orders orders) {
    return orders.request().filter(open -> open.id().equals(request.id())).isPresent();
  }

  private void waitForAnswer() {
    // The target's sign of life, the drain, the transfer, the confirmation; each within its bound.
    limit.set(
        footing.now()
            + footing
                .timing()
                .drainLimit()
                .plus(footing.timing().lease().multipliedBy(4))
                .toNanos());
    record.follow();
  }

  @Override
  public void sighted(long version, Optional<ElectionRecord> content) {
    Optional<Answer> answer = content.flatMap(e -> e.orders().answerTo(request.id()));
    if (answer.isEmpty()) {
      return; // Written before, and this read is older; or the record is gone.
    }
    boolean confirmed =
        content.flatMap(ElectionRecord::holder).filter(Holder::confirmed).isPresent();
    named = answer.get().isDone();
    if (!named || confirmed) {
      end(answer.get().outcome().orElse(HandoverOutcome.OVERTAKEN));
    }
  }

  private void timeIsUp() {
    if (named) {
      end(HandoverOutcome.TARGET_DID_NOT_CONFIRM);
      return;
    }
    if (takenBack) {
      end(HandoverOutcome.NO_ANSWER);
      return;
    }
    takenBack = true;
    limit.set(footing.now() + footing.timing().lease().toNanos());
    amend(
        election ->
            isOpen(election.orders())
                ? Optional.of(election.with(election.orders().answering(HandoverOutcome.NO_ANSWER)))
                : Optional.empty(),
        election -> {});
  }

  private void fail(ElectionException why) {
    if (close()) {
      failed.accept(why);
    }
  }

  private void end(HandoverOutcome how) {
    if (close()) {
      told.accept(how);
    }
  }

  private boolean close() {
    boolean first = !over;
    over = true;
    limit.set(Move.Rest.FOREVER);
    record.close();
    return first;
  }

  @Override
  public void unresolved(long expectedVersion) {}

  @Override
  public void unreadable() {}

  @Override
  public void settled() {}
}
