package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One election as this process takes part in it: what it wants, what it saw, what it holds.
 * Immutable; {@link Rules} decides on it.
 *
 * @param standing how this node stands, if it does
 * @param seen whether the record was read at all
 * @param version of the record, 0 while absent
 * @param record the content, if there is any
 * @param remembered the last content there was, for when an operator deletes the record
 * @param tenure the leadership held here
 * @param spent the highest epoch that was led here, or given up; it is never led again
 * @param mustEnd an orderly end that was asked for
 * @param handTo who should lead next
 * @param unresolved the version that a write of unknown fate expected, while it may still land
 * @param vacancy since when there is no leader, as seen here
 */
record Seat(
    Optional<Candidacy> standing,
    boolean seen,
    long version,
    Optional<ElectionRecord> record,
    Optional<ElectionRecord> remembered,
    Tenure tenure,
    long spent,
    Optional<EndReason> mustEnd,
    Optional<String> handTo,
    OptionalLong unresolved,
    Optional<Vacancy> vacancy) {

  static final Seat EMPTY =
      new Seat(
          Optional.empty(),
          false,
          0,
          Optional.empty(),
          Optional.empty(),
          new Tenure.None(),
          0,
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

  /** The leadership held by this process. */
  sealed interface Tenure {

    /** The epoch that is led, 0 for none. */
    long epoch();

    /** The incarnation of this node that leads it, 0 for none. */
    long incarnation();

    record None() implements Tenure {
      @Override
      public long epoch() {
        return 0;
      }

      @Override
      public long incarnation() {
        return 0;
      }
    }

    record Leading(long epoch, long incarnation) implements Tenure {}

    /** User code was asked to stop, and has not yet. */
    record Draining(long epoch, long incarnation) implements Tenure {}
  }

  /** No leader since then; told apart by the epoch and by who is gone. */
  record Vacancy(long epoch, Optional<ElectionRecord.Holder> gone, long since) {

    boolean concerns(ElectionRecord election) {
      return election.epoch() == epoch && election.holder().equals(gone);
    }
  }

  boolean holdsTenure() {
    return !(tenure instanceof Tenure.None);
  }

  /** After the record was read, written, or found in the way of a write. */
  Seat sighted(long newVersion, Optional<ElectionRecord> content) {
    boolean settled = unresolved.isPresent() && newVersion > unresolved.getAsLong();
    return but(
        draft -> {
          draft.seen = true;
          draft.version = newVersion;
          draft.record = content;
          draft.remembered = content.isPresent() ? content : remembered;
          draft.unresolved = settled ? OptionalLong.empty() : unresolved;
        });
  }

  Seat standing(Optional<Candidacy> wanted) {
    return but(draft -> draft.standing = wanted);
  }

  Seat granted(long epoch, long incarnation) {
    return but(
        draft -> {
          draft.tenure = new Tenure.Leading(epoch, incarnation);
          draft.spent = epoch;
        });
  }

  Seat draining() {
    return tenure instanceof Tenure.Leading leading
        ? but(draft -> draft.tenure = new Tenure.Draining(leading.epoch(), leading.incarnation()))
        : this;
  }

  /** The leadership is over. Whom to hand to is remembered until the record has moved on. */
  Seat ended() {
    return but(
        draft -> {
          draft.tenure = new Tenure.None();
          draft.mustEnd = Optional.empty();
        });
  }

  Seat endWith(EndReason reason, Optional<String> successor) {
    return but(
        draft -> {
          draft.mustEnd = Optional.of(reason);
          draft.handTo = successor;
        });
  }

  /** An epoch that this process never leads from now on. */
  Seat spending(long epoch) {
    return but(draft -> draft.spent = Math.max(spent, epoch));
  }

  Seat handedOn() {
    return but(draft -> draft.handTo = Optional.empty());
  }

  Seat unresolvedSince(long expectedVersion) {
    return but(draft -> draft.unresolved = OptionalLong.of(expectedVersion));
  }

  Seat vacantSince(Vacancy noted) {
    return but(draft -> draft.vacancy = Optional.of(noted));
  }

  private Seat but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.seat();
  }

  /** A seat while it is being changed: the one place that names all components. */
  private static final class Draft {
    private Optional<Candidacy> standing;
    private boolean seen;
    private long version;
    private Optional<ElectionRecord> record;
    private Optional<ElectionRecord> remembered;
    private Tenure tenure;
    private long spent;
    private Optional<EndReason> mustEnd;
    private Optional<String> handTo;
    private OptionalLong unresolved;
    private Optional<Vacancy> vacancy;

    Draft(Seat from) {
      standing = from.standing;
      seen = from.seen;
      version = from.version;
      record = from.record;
      remembered = from.remembered;
      tenure = from.tenure;
      spent = from.spent;
      mustEnd = from.mustEnd;
      handTo = from.handTo;
      unresolved = from.unresolved;
      vacancy = from.vacancy;
    }

    Seat seat() {
      return new Seat(
          standing,
          seen,
          version,
          record,
          remembered,
          tenure,
          spent,
          mustEnd,
          handTo,
          unresolved,
          vacancy);
    }
  }
}
